/**
 * The page in a browser that Playwright does not drive, used by roles, names, pointer and keys. A test
 * fails on an error in the console that it did not expect, and on a request to the worker that is answered twice.
 */
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { test as base, expect } from "@playwright/test";
import { findFirefox, findWebKit, foundOrMissing } from "../../scripts/browsers/others";
import type { Info } from "../../src/page/app/handle";
import type { Losses } from "../room";
import { chromiumLosses } from "./chromium";
import type { Driver, Size, Tab } from "./driver";
import { startFirefox, type FirefoxPrefs } from "./firefox";
import { startServer, type TestServer } from "./server";
import { startWebKit } from "./webkit";

export { expect };

export const LAPTOP: Size = { width: 1280, height: 720 };
export const PHONE: Size = { width: 390, height: 844 };

interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

/** The first visible element of a role and a name. */
export class Part {
  constructor(private readonly tab: Tab, readonly role: string, readonly name: string) {}

  /** Runs a function on the element. Rejects if there is none. */
  async look<R>(fn: (element: HTMLElement) => R): Promise<R> {
    const { role, name } = this;
    const code = `async (role, name) => {
      const [element] = window.named(role, name);
      if (!element) throw new Error("no " + role + " " + name);
      return (${String(fn)})(element);
    }`;
    return await this.tab.call(code, role, name) as R; // what `fn` returns
  }

  count = () => this.tab.evaluate((role, name) => window.named(role, name).length, this.role, this.name);
  text = () => this.look((element) => element.innerText);
  value = () => this.look((element) => (element as HTMLInputElement).value);
  checked = () => this.look((element) => (element as HTMLInputElement).checked);
  focus = () => this.look((element) => element.focus());
  enabled = async () => (await this.count()) > 0 && this.look((element) => !element.matches(":disabled"));

  box(): Promise<Box> {
    return this.look((element) => {
      element.scrollIntoView({ block: "nearest" });
      const { x, y, width, height } = element.getBoundingClientRect();
      return { x, y, width, height };
    });
  }

  /** Its box, once it has not moved for a tenth of a second: while fonts and data load, the page still moves. */
  private async restingBox(): Promise<Box> {
    let box: Box | null = null;
    await expect.poll(async () => {
      const before = box;
      box = await this.box();
      return before && (["x", "y", "width", "height"] as const).every((side) => before[side] === box![side]);
    }, { message: `${this.role} ${this.name} rests`, intervals: [100] }).toBe(true);
    return box!;
  }

  /** Waits until it can be pressed, and presses it with the mouse. */
  async click(): Promise<void> {
    await expect.poll(() => this.enabled(), { message: `${this.role} ${this.name} can be pressed` }).toBe(true);
    const { x, y, width, height } = await this.restingBox();
    await this.tab.moveMouse(x + width / 2, y + height / 2);
    await this.tab.mouseDown();
    await this.tab.mouseUp();
  }
}

export class Room {
  readonly train: Part;
  readonly pause: Part;
  readonly status: Part;
  readonly notices: Part;
  private readonly expected: RegExp[] = [];

  constructor(readonly tab: Tab, private readonly server: TestServer, private readonly driver: Driver) {
    this.train = this.part("button", "Train");
    this.pause = this.part("button", "Pause");
    this.status = this.part("status", "Run status");
    this.notices = this.part("status", "Notices");
  }

  part = (role: string, name: string) => new Part(this.tab, role, name);
  evaluate: Tab["evaluate"] = (fn, ...args) => this.tab.evaluate(fn, ...args);
  call: Tab["call"] = (code, ...args) => this.tab.call(code, ...args);

  /** The address of a link. The scripts run before the page's and before the worker's and can remove features of the browser. */
  address = (fragment: string, before = "", beforeWorker = "") => `${this.server.address(before, beforeWorker)}#${fragment}`;

  /** Goes to the link without waiting for data or backend. */
  async visit(fragment = "room=lab", before = "", beforeWorker = ""): Promise<void> {
    await this.tab.go(this.address(fragment, before, beforeWorker));
    await expect.poll(() => this.evaluate(() => "elboRoom" in window), { message: "the page has its handle" }).toBe(true);
  }

  /** Goes to the link and waits until the experiment can train. */
  async open(fragment = "room=lab", before = "", beforeWorker = ""): Promise<Info> {
    await this.visit(fragment, before, beforeWorker);
    await expect.poll(() => this.train.enabled(), { message: "Train can be pressed" }).toBe(true);
    return this.info();
  }

  info = () => this.evaluate(() => window.elboRoom.info());
  losses = (): Promise<Losses> => this.evaluate(() => window.elboRoom.losses());
  step = async () => (await this.info()).step;
  trainSteps = (steps: number) => this.evaluate(async (n) => (await window.elboRoom.train({ steps: n })).reason, steps);

  /** The decoded image's pixels as one string. It is hidden until the run has a first one. */
  async picture(): Promise<string> {
    const shown = () => this.evaluate(() => {
      const canvas = window.named("img", "Decoded image")[0]?.querySelector("canvas");
      return canvas && !canvas.hidden ? canvas.toDataURL() : null;
    });
    await expect.poll(shown, { message: "there is a decoded image" }).not.toBeNull();
    return (await shown())!;
  }

  /** The box of the latent map, the largest canvas of its group. */
  map(): Promise<Box> {
    return this.evaluate(() => {
      const boxes = [...window.named("group", "Latent space")[0]!.querySelectorAll("canvas")].map((canvas) => {
        const { x, y, width, height } = canvas.getBoundingClientRect();
        return { x, y, width, height };
      });
      return boxes.sort((a, b) => b.width * b.height - a.width * a.height)[0]!;
    });
  }

  /** The path of a completely downloaded file. */
  async downloaded(ending: string): Promise<string> {
    const { downloads } = this.driver;
    const files = () => readdirSync(downloads, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(ending));
    const size = () => Math.max(0, ...files().map((file) => statSync(path.join(downloads, file)).size));
    await expect.poll(size, { message: `a file ${ending}` }).toBeGreaterThan(0);
    return path.join(downloads, files()[0]!);
  }

  expectErrors(...patterns: RegExp[]): void {
    this.expected.push(...patterns);
  }

  /** The page's unexpected errors. */
  async errors(): Promise<string[]> {
    const seen = [...await this.evaluate(() => window.watched.errors), ...this.tab.consoleErrors()];
    return seen.filter((text) => !this.expected.some((pattern) => pattern.test(text)));
  }

  /** The distinct numbers of answers to the answered requests to workers. */
  async timesAnswered(): Promise<number[]> {
    const answers = await this.evaluate(() => Object.values(window.watched.answers));
    return [...new Set(answers)].filter((times) => times > 0);
  }
}

const STARTS = {
  firefox: (prefs: FirefoxPrefs) => {
    const found = foundOrMissing(findFirefox);
    return "missing" in found ? found.missing : () => startFirefox(found.programs, prefs);
  },
  webkit: () => {
    const found = foundOrMissing(findWebKit);
    return "missing" in found ? found.missing : () => startWebKit(found.programs);
  },
};

export type EngineName = keyof typeof STARTS;

interface TestFixtures {
  /** The driver. Without the browser the test is skipped, with the reason. */
  readonly installed: Driver;
  readonly room: Room;
  /** Opens a visit with a separate profile. */
  readonly anotherRoom: (size?: Size) => Promise<Room>;
}

interface WorkerFixtures {
  readonly engine: EngineName;
  /** Firefox's settings for the tests of a file. */
  readonly prefs: FirefoxPrefs;
  /** A string is the reason why the browser is missing; then every test is skipped with it. */
  readonly driver: Driver | string;
  readonly server: TestServer;
  /** Chromium's losses of the first `steps` steps; the number is always the same for an experiment. */
  readonly reference: (fragment: string, steps: number) => Promise<Losses>;
}

export const test = base.extend<TestFixtures, WorkerFixtures>({
  engine: ["firefox", { option: true, scope: "worker" }],
  prefs: [{}, { option: true, scope: "worker" }],
  driver: [async ({ engine, prefs }, use) => {
    const start = STARTS[engine](prefs);
    if (typeof start === "string") return use(start);
    const driver = await start();
    await use(driver);
    await driver.quit();
  }, { scope: "worker", timeout: 60_000 }],
  server: [async ({}, use) => {
    const server = await startServer();
    await use(server);
    server.close();
  }, { scope: "worker" }],
  reference: [async ({ server }, use) => {
    const known = new Map<string, Promise<Losses>>();
    await use((fragment, steps) => {
      const losses = known.get(fragment) ?? chromiumLosses(`${server.address()}#${fragment}`, steps);
      known.set(fragment, losses);
      return losses;
    });
  }, { scope: "worker" }],
  installed: async ({ driver }, use) => {
    if (typeof driver === "string") return void test.skip(true, driver);
    await use(driver);
  },
  anotherRoom: async ({ installed: driver, server }, use, testInfo) => {
    const rooms: Room[] = [];
    await use(async (size = LAPTOP) => {
      const room = new Room(await driver.open(size), server, driver);
      rooms.push(room);
      return room;
    });
    for (const room of rooms) {
      if (testInfo.status !== testInfo.expectedStatus) {
        await testInfo.attach("screenshot", { body: await room.tab.screenshot(), contentType: "image/png" });
      } else {
        expect(await room.errors(), "errors in the console").toEqual([]);
        expect((await room.timesAnswered()).filter((times) => times !== 1), "answers to a request of the worker").toEqual([]);
      }
      await room.tab.close();
    }
  },
  room: async ({ anotherRoom }, use) => use(await anotherRoom()),
});
