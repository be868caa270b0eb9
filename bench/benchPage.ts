/** Builds and serves the bench's own page: workers with plain tfjs, with our engine, and with the classifier. */
import path from "node:path";
import type { Browser, Page } from "playwright";
import { build, preview } from "vite";
import { ISOLATION } from "../src/delivery/serviceWorker/headers";
import { addressOf, freshPage, root } from "./lab";
import type { BenchPage } from "./page/main";

const folder = path.join(import.meta.dirname, "page");
const out = path.join(root, "node_modules", ".cache", "bench");

/** Builds the bench's own page into node_modules/.cache/bench. */
export const buildBenchPage = (): Promise<unknown> => build({
  configFile: false, root: folder, base: "./", publicDir: path.join(root, "public"), logLevel: "error",
  resolve: { tsconfigPaths: true },
  worker: { format: "es" },
  build: { outDir: out, emptyOutDir: true, target: "es2022", assetsInlineLimit: 0, chunkSizeWarningLimit: 5000 },
});

/** Serves and opens the bench's own page. `isolated`: with the headers that shared memory needs. */
export async function openBenchPage(browser: Browser, isolated = false): Promise<{ page: Page; close(): Promise<void> }> {
  const server = await preview({
    configFile: false, root: folder, logLevel: "error",
    build: { outDir: out }, preview: { port: 0, host: "127.0.0.1", headers: isolated ? ISOLATION : {} },
  });
  try {
    const page = await freshPage(browser);
    await page.goto(addressOf(server.httpServer as Parameters<typeof addressOf>[0]));
    await page.waitForFunction(() => "bench" in window);
    return { page, close: () => server.close() };
  } catch (error) {
    await server.close(); // an open server would keep the bench from ending
    throw error;
  }
}

declare global {
  interface Window {
    bench: BenchPage;
  }
}
