/**
 * What every end-to-end test starts from: the page, opened at a link, its scripting handle and its contractual
 * names. A test fails on any error in the console that it did not expect; a breach of the page's content policy is one.
 */
import { test as base, expect, type ConsoleMessage, type Locator, type Page } from "@playwright/test";
import type { Info } from "../src/app/handle";
import { launchOptions } from "./launchOptions";

export { expect };

/** Term id → [step, value] for every step. */
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

  /** Goes to the link without waiting for data or backend. Without one: to the first preset in the Lab. */
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

  /** The code of the error that training ends with; null if it ends well. */
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

  /** Images for positions, one class for each. */
  decode(positions: readonly { readonly z: readonly number[]; readonly k?: number }[]): Promise<number[][]> {
    return this.page.evaluate(async (all) => {
      const images: number[][] = [];
      for (const { z, k } of all) images.push(Array.from(await window.elboRoom.decode(z, k)));
      return images;
    }, positions);
  }

  /** Where the encoder places test images. */
  encode(images: readonly number[]): Promise<number[][]> {
    return this.page.evaluate(async (all) => {
      const codes: number[][] = [];
      for (const image of all) codes.push(Array.from(await window.elboRoom.encode(image)));
      return codes;
    }, images);
  }

  async save(): Promise<{ name: string; path: string }> {
    const download = this.page.waitForEvent("download");
    await this.page.getByRole("button", { name: "Save run" }).click();
    const file = await download;
    return { name: file.suggestedFilename(), path: await file.path() };
  }

  load(file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
    return this.page.locator('input[type="file"][accept=".safetensors,.json"]').setInputFiles(file);
  }

  /** The pixels of a canvas, as one string to compare. */
  picture(where: Locator = this.decoded): Promise<string> {
    return where.evaluate((element) => {
      const canvas = element instanceof HTMLCanvasElement ? element : element.querySelector("canvas");
      if (!canvas) throw new Error("no canvas here");
      return canvas.toDataURL();
    });
  }

  /** The latent map: the largest canvas of its group, its box in page coordinates. */
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
  private readonly expected: RegExp[] = [];

  async watch(page: Page): Promise<void> {
    page.on("pageerror", (error) => this.seen.push(`uncaught: ${error.stack ?? error.message}`));
    page.on("console", (message: ConsoleMessage) => {
      if (message.type() === "error") this.seen.push(message.text());
    });
    await page.addInitScript(() => document.addEventListener("securitypolicyviolation", ({ effectiveDirective, blockedURI, sample }) =>
      console.error(`content policy: ${effectiveDirective} ${blockedURI} ${sample}`)));
  }

  expect(...patterns: RegExp[]): void {
    this.expected.push(...patterns);
  }

  unexpected(): string[] {
    return this.seen.filter((text) => !this.expected.some((pattern) => pattern.test(text)));
  }
}

export const test = base.extend<{ consoleErrors: ConsoleErrors; room: Room; anotherRoom: () => Promise<Room> }>({
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
    for (const page of pages) await page.close(); // Chromium takes up to 5 s for a context that is closed with two pages in it
  },
});

/** Launch options with more flags: `test.use(launchedWith("--flag"))`. */
export const launchedWith = (...flags: string[]) => ({ launchOptions: launchOptions(...flags) });

export const SWIFTSHADER_WEBGPU = [
  "--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader", "--enable-features=Vulkan",
];
export const SWIFTSHADER_WEBGL = ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

export const valuesOf = (losses: Losses, id: string): number[] => (losses[id] ?? []).map(([, value]) => value);
export const mean = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / values.length;

/** After 100 more steps, with everything on show, no more tensors and bytes are in use than after the first 20. */
export async function expectFlatMemory(room: Room): Promise<void> {
  // Weights of steps whose losses are under way are kept: after single steps, always of as many.
  const train = async (...pieces: number[]) => {
    for (const steps of [...pieces, 1, 1]) await room.trainSteps(steps);
  };
  const inUse = async () => {
    await room.page.waitForTimeout(1200); // the next heartbeat brings the numbers
    const { tensors, bytes } = (await room.info()).memory!;
    return { tensors, bytes };
  };
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
