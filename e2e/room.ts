/**
 * The common base of end-to-end tests: the page, opened at a link, its scripting handle and its contractual
 * names. A test fails on any unexpected error in the console, including violations of the page's content policy.
 */
import { test as base, expect, type ConsoleMessage, type Locator, type Page } from "@playwright/test";
import type { Info } from "../src/page/app/handle";
import { launchOptions } from "./launchOptions";

export { expect };

/** The pairs [step, value] of every step by term id. */
export type Losses = Readonly<Record<string, readonly (readonly [number, number])[]>>;

export class Room {
  readonly train: Locator;
  readonly pause: Locator;
  readonly status: Locator;
  readonly latentSpace: Locator;
  readonly decoded: Locator;

  constructor(readonly page: Page) {
    this.train = page.getByRole("button", { name: "Train", exact: true });
    this.pause = page.getByRole("button", { name: "Pause", exact: true });
    this.status = page.getByRole("status", { name: "Run status" });
    this.latentSpace = page.getByRole("group", { name: "Latent space" });
    this.decoded = page.getByRole("img", { name: "Decoded image" });
  }

  /** Goes to the link without waiting for data or backend. The default is the first preset in the Lab. */
  async visit(fragment = "room=lab"): Promise<void> {
    await this.page.goto(fragment === "" ? "./" : `./#${fragment}`);
    await this.page.waitForFunction(() => "elboRoom" in window);
  }

  /** Goes to the link and waits until the experiment can train. */
  async open(fragment?: string): Promise<Info> {
    await this.visit(fragment);
    await expect(this.train).toBeEnabled();
    return this.info();
  }

  info = () => this.page.evaluate(() => window.elboRoom.info());
  losses = () => this.page.evaluate(() => window.elboRoom.losses());
  reset = () => this.page.evaluate(async () => void (await window.elboRoom.reset()));

  openByHandle(fragment: string): Promise<void> {
    return this.page.evaluate(async (it) => {
      await window.elboRoom.open(it);
    }, fragment);
  }

  trainSteps(steps: number): Promise<void> {
    return this.page.evaluate(async (n) => {
      await window.elboRoom.train({ steps: n });
    }, steps);
  }

  /** The code of the error with which training ends; null if it succeeds. */
  trainError(steps: number): Promise<string | null> {
    return this.page.evaluate(async (n) => {
      try {
        await window.elboRoom.train({ steps: n });
        return null;
      } catch (error) {
        return (error as { code?: string }).code ?? String(error);
      }
    }, steps);
  }

  /** Decodes positions, each with a class. */
  decode(positions: readonly { readonly z: readonly number[]; readonly k?: number }[]): Promise<number[][]> {
    return this.page.evaluate(async (all) => {
      const images: number[][] = [];
      for (const { z, k } of all) images.push(Array.from(await window.elboRoom.decode(z, k)));
      return images;
    }, positions);
  }

  /** The codes of test images, by index. */
  encode(images: readonly number[]): Promise<number[][]> {
    return this.page.evaluate(async (all) => {
      const codes: number[][] = [];
      for (const image of all) codes.push(Array.from(await window.elboRoom.encode(image)));
      return codes;
    }, images);
  }

  /** The button in the menu of tools that says that all files are kept, whether the menu is open or not. */
  worksOffline = (page = this.page): Locator => page.getByRole("button", { name: "Works offline", includeHidden: true });

  openTools = () => this.page.getByRole("button", { name: "More tools" }).click();

  /** Opens the menu of the saved runs. */
  openRuns = (page = this.page) => page.getByRole("button", { name: "Save and load" }).click();

  async save(): Promise<{ name: string; path: string }> {
    const download = this.page.waitForEvent("download");
    await this.openRuns();
    await this.page.getByRole("button", { name: "Save run" }).click();
    const file = await download;
    return { name: file.suggestedFilename(), path: await file.path() };
  }

  load(file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    return this.page.locator('input[type="file"][accept=".safetensors,.json"]').setInputFiles(file);
  }

  /** The pixels of a canvas as one string. That of the decoded image is hidden until the run has a first one. */
  async picture(where: Locator = this.decoded): Promise<string> {
    if (where === this.decoded) await where.locator("canvas").waitFor();
    return where.evaluate((element) => {
      const canvas = element instanceof HTMLCanvasElement ? element : element.querySelector("canvas");
      if (!canvas) throw new Error("no canvas here");
      return canvas.toDataURL();
    });
  }

  /** The box of the latent map, the largest canvas of its group, in page coordinates. */
  async map(): Promise<{ x: number; y: number; width: number; height: number }> {
    const canvases = await this.latentSpace.locator("canvas").all();
    const boxes = await Promise.all(canvases.map((canvas) => canvas.boundingBox()));
    const [largest] = boxes.filter((box) => box !== null).sort((a, b) => b.width * b.height - a.width * a.height);
    if (!largest) throw new Error("the latent space has no map");
    return largest;
  }
}

export class ConsoleErrors {
  private readonly seen: string[] = [];
  private readonly expected: { readonly after: number; readonly patterns: readonly RegExp[] }[] = [];

  async watch(page: Page): Promise<void> {
    this.listen(page);
    await ConsoleErrors.report(page);
  }

  /** Records a page's errors. Returns a function that stops this. */
  listen(page: Page): () => void {
    const onError = (error: Error) => void this.seen.push(`uncaught: ${error.stack ?? error.message}`);
    const onMessage = (message: ConsoleMessage) => {
      if (message.type() === "error") this.seen.push(message.text());
    };
    page.on("pageerror", onError).on("console", onMessage);
    return () => void page.off("pageerror", onError).off("console", onMessage);
  }

  /** Reports violations of the content policy as errors in the console. To be called before the page is opened. */
  static async report(page: Page): Promise<void> {
    await page.addInitScript(() => document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
      console.error(`content policy: ${effectiveDirective} ${blockedURI} ${sample}`)));
  }

  /** Accepts errors that match one of the patterns from now on. */
  expect(...patterns: RegExp[]): void {
    this.expected.push({ after: this.seen.length, patterns });
  }

  unexpected(): string[] {
    return this.seen.filter((text, i) => !this.expected.some(({ after, patterns }) => i >= after && patterns.some((pattern) => pattern.test(text))));
  }
}

interface OwnFixtures {
  /** Whether idle visits prefetch later parts, which is a third of a visit's cost. A shared page does. */
  readonly prefetches: boolean;
  readonly consoleErrors: ConsoleErrors;
  readonly room: Room;
  readonly anotherRoom: () => Promise<Room>;
}

/** The page of `testOnOnePage`, and the options with which it was opened. */
interface SharedPage {
  page: Page | null;
  options: string;
}

export const test = base.extend<OwnFixtures, { shared: SharedPage }>({
  // Tests with a separate page have this fixture, too, as Playwright restarts a worker if the next file has other fixtures.
  shared: [({}, use) => use({ page: null, options: "" }), { scope: "worker" }],
  prefetches: [false, { option: true }],
  context: async ({ context, prefetches }, use) => {
    await context.addInitScript(() => performance.setResourceTimingBufferSize(1000)); // Tests look requests up, of which browsers list 250.
    if (!prefetches) await context.addInitScript(() => { window.requestIdleCallback = () => 0; });
    await use(context);
  },
  consoleErrors: async ({}, use) => {
    const errors = new ConsoleErrors();
    await use(errors);
    expect(errors.unexpected(), "errors in the console").toEqual([]);
  },
  room: async ({ page, consoleErrors }, use) => {
    await consoleErrors.watch(page);
    await use(new Room(page));
  },
  /** A second tab of the same browser. */
  anotherRoom: async ({ context, consoleErrors }, use) => {
    const pages: Page[] = [];
    await use(async () => {
      const page = await context.newPage();
      pages.push(page);
      await consoleErrors.watch(page);
      return new Room(page);
    });
    for (const page of pages) await page.close(); // Chromium needs up to 5 s to close a context with two pages
  },
});

/** An open page, whose links are opened by the scripting handle. */
class OpenRoom extends Room {
  override visit(fragment = "room=lab"): Promise<void> {
    return this.openByHandle(fragment);
  }
}

/** Closes dialogs, removes the focus and deletes kept runs. Returns whether the page is then like a newly opened one. */
const resetPage = (page: Page): Promise<boolean> => page.evaluate(async () => {
  if (!("elboRoom" in window)) return false; // the test has not opened an experiment
  for (const dialog of document.querySelectorAll<HTMLDialogElement>("dialog[open]")) dialog.close();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur(); // Space would press a button that has it
  const { room } = await window.elboRoom.info();
  const { lang, dataset } = document.documentElement;
  const remembered = Object.keys(localStorage).filter((key) => !/^elbo-room\.(backend\.|last-(?:run|room)$)/.test(key));
  localStorage.clear();
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.open("elbo-room");
    request.onupgradeneeded = () => request.transaction!.abort(); // the page has not created the database yet
    request.onerror = () => resolve();
    request.onsuccess = () => {
      const { result } = request;
      const clearing = result.transaction([...result.objectStoreNames], "readwrite");
      for (const name of result.objectStoreNames) clearing.objectStore(name).clear();
      clearing.oncomplete = () => {
        result.close();
        resolve();
      };
      clearing.onerror = () => reject(clearing.error!);
    };
  });
  return room === "lab" && lang === "en" && dataset["theme"] === "light" && remembered.length === 0;
});

/**
 * For files whose tests need only an experiment in the Lab: their `room` is one page, in which the scripting handle opens each link.
 * This saves loading a page and starting a backend, which take most of a short test's time. If a test changes anything that outlives
 * an experiment, such as the language, the theme or a stored setting, the next test gets a new page; after a failure Playwright starts
 * another worker. Tests of loading, history, storage or missing browser features need a separate page: `test`.
 */
export const testOnOnePage = test.extend({
  page: async ({ shared, browser, viewport, hasTouch, isMobile, colorScheme }, use) => {
    const options = JSON.stringify([viewport, hasTouch, isMobile]);
    if (shared.page && !(shared.options === options && await resetPage(shared.page))) {
      await shared.page.context().close();
      shared.page = null;
    }
    if (!shared.page) {
      Object.assign(shared, { page: await (await browser.newContext()).newPage(), options });
      await ConsoleErrors.report(shared.page!);
    }
    const page = shared.page!;
    await use(page);
    await page.mouse.move(0, 0);
    await page.setViewportSize(viewport!);
    await page.emulateMedia({ colorScheme, reducedMotion: null });
  },
  context: ({ page }, use) => use(page.context()),
  room: async ({ page, consoleErrors }, use) => {
    const end = consoleErrors.listen(page);
    await use(page.url() === "about:blank" ? new Room(page) : new OpenRoom(page));
    end();
  },
});

/** Returns launch options with more flags: `test.use(launchedWith("--flag"))`. */
export const launchedWith = (...flags: string[]) => ({ launchOptions: launchOptions(...flags) });

export const SWIFTSHADER_WEBGPU = [
  "--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader", "--enable-features=Vulkan",
];
export const SWIFTSHADER_WEBGL = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

/** Returns the values of a term's losses, without their steps. */
export const valuesOf = (losses: Losses, id: string): number[] => (losses[id] ?? []).map(([, value]) => value);
/** Returns the mean of numbers. */
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** Expects that after 100 more steps, with all panels open, no more tensors and bytes are in use than after the first 20. */
export async function expectFlatMemory(room: Room): Promise<void> {
  // Weights of steps whose losses are pending are kept; after single steps their number is always the same.
  const train = async (...pieces: number[]) => {
    for (const steps of [...pieces, 1, 1]) await room.trainSteps(steps);
  };
  /** The numbers of the second heartbeat from now, as the first may be older. */
  const inUse = () => room.page.evaluate(async () => {
    let { memory } = await window.elboRoom.info();
    for (let beats = 0; beats < 2;) {
      await new Promise(requestAnimationFrame);
      const now = (await window.elboRoom.info()).memory;
      if (now !== memory) beats++;
      memory = now;
    }
    return { tensors: memory!.tensors, bytes: memory!.bytes };
  });
  await train(20);
  const rest = [await inUse(), await inUse()]; // pictures come and go
  const [tensors, bytes] = [Math.min(...rest.map((it) => it.tensors)), Math.min(...rest.map((it) => it.bytes))];
  expect(tensors).toBeGreaterThan(0);
  await train(25, 25, 25, 25);
  await expect.poll(async () => {
    const now = await inUse();
    return { tensors: Math.max(now.tensors, tensors), bytes: Math.max(now.bytes, bytes) };
  }, { timeout: 30_000 }).toEqual({ tensors, bytes });
}

/**
 * Resolves when the page's scripts whose addresses match are evaluated, with all that they import. The page fetches a script's files before it imports
 * them, so a request alone does not say this.
 */
export async function whenImported(page: Page, addresses: RegExp): Promise<void> {
  // As text, since Playwright would compile the import of a function. An import that is in progress is not begun again.
  await page.evaluate(`Promise.all(performance.getEntriesByType("resource").map(({ name }) => name).filter((name) => ${addresses}.test(name)).map((name) => import(name)))`);
}
