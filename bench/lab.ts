/** The bench's set-up: the built page behind a plain static server, and browsers to open it with. */
import type { Server } from "node:http";
import { mkdirSync } from "node:fs";
import path from "node:path";
import { chromium, type Browser, type BrowserContextOptions, type Page } from "playwright";
import type { Info } from "../src/page/app/handle";
import { findBrowser } from "../scripts/browser";
import { ISOLATION } from "../src/delivery/serviceWorker/headers";
import { serveDist, SUB_PATH } from "../scripts/serveDist";

export const root = path.join(import.meta.dirname, "..");
export const resultsFolder = path.join(import.meta.dirname, "results");

export interface Lab {
  /** The page's address, with a slash at its end. */
  readonly address: string;
  /** Paths below the page that any thread has requested since the last call. */
  takeRequests(): string[];
  launch(...flags: string[]): Promise<Browser>;
  /** Use the machine's own GPU instead of one emulated in software. */
  readonly gpu: boolean;
  /** How many threads train in the page, on WASM. */
  readonly threads: number;
  close(): void;
}

/** Serves the built page. With more than one thread the page is isolated and trains with them on WASM. */
export async function openLab(gpu: boolean, threads = 1): Promise<Lab> {
  mkdirSync(resultsFolder, { recursive: true });
  const executablePath = await findBrowser();
  const server = await serveDist(0, threads > 1 ? ISOLATION : {});
  let requests: string[] = [];
  server.on("request", ({ url = "" }) => requests.push(url.replace(SUB_PATH, "")));
  const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
  return {
    address: addressOf(server) + SUB_PATH,
    takeRequests() {
      const taken = requests;
      requests = [];
      return taken;
    },
    launch: (...flags) => chromium.launch({ executablePath, args: [...asRoot, "--disable-dev-shm-usage", ...flags] }),
    gpu, threads,
    close: () => void server.close(),
  };
}

/** Returns the address of a server that listens on this machine. */
export function addressOf(server: Pick<Server, "address">): string {
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("the server has no port");
  return `http://127.0.0.1:${address.port}`;
}

/** Chromium's flags for a GPU emulated in software, for the backend that needs one. */
export const SOFTWARE_GPU: Readonly<Record<string, readonly string[]>> = {
  webgl: ["--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
  webgpu: ["--enable-unsafe-webgpu", "--use-webgpu-adapter=swiftshader", "--enable-features=Vulkan"],
};

/** Opens a page in a fresh context: nothing cached or stored, light theme, 1280 × 720 unless `screen` says otherwise. */
export async function freshPage(browser: Browser, screen: BrowserContextOptions = {}, threads = 1): Promise<Page> {
  const viewport = { width: 1280, height: 720 };
  const context = await browser.newContext({ viewport, locale: "en-GB", colorScheme: "light", ...screen });
  const page = await context.newPage();
  // tsx inserts calls of its helper `__name` into functions that run in the page.
  await page.addInitScript({ content: "globalThis.__name = (it) => it;" });
  await page.addInitScript((chosen) => { localStorage.setItem("elbo-room.threads", chosen); }, String(threads));
  page.on("pageerror", (error) => console.error(`  the page says: ${error.message}`));
  return page;
}

/** Opens a link and waits until the experiment can train. */
export async function openRoom(page: Page, address: string, fragment: string): Promise<Info> {
  await page.goto(`${address}#${fragment}`);
  await page.waitForFunction(() => "elboRoom" in window);
  return infoOnce(page, ({ backend, phase }) => backend !== null && phase !== "opening");
}

/** Returns the page's `info()` as soon as `right` accepts it. Throws if the experiment fails first. */
export async function infoOnce(page: Page, right: (info: Info) => boolean): Promise<Info> {
  for (;;) {
    const info = await page.evaluate(() => window.elboRoom.info());
    if (info.failure) throw new Error(`the page failed: ${info.failure.message}`);
    if (right(info)) return info;
    await page.waitForTimeout(50);
  }
}

/** Trains `steps` steps through the page and resolves with the duration in milliseconds by the page's clock. */
export function trainInPage(page: Page, steps: number): Promise<number> {
  return page.evaluate(async (n) => {
    const start = performance.now();
    await window.elboRoom.train({ steps: n });
    return performance.now() - start;
  }, steps);
}
