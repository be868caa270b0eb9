/** Builds and serves a page of checks that is not part of the product: e2e/kernels, e2e/wgsl, e2e/zoo. */
import type { AddressInfo } from "node:net";
import path from "node:path";
import { build } from "vite";
import { serveFolder } from "../scripts/serveDist";
import { ISOLATION } from "../src/delivery/serviceWorker/headers";

export interface CheckPage {
  readonly address: string;
  close(): void;
}

/** Builds and serves the folder `name` of e2e, which has an index.html. */
export async function openCheckPage(name: string): Promise<CheckPage> {
  const outDir = path.join(import.meta.dirname, "..", "test-results", name);
  await build({
    configFile: false, root: path.join(import.meta.dirname, name), base: "./", logLevel: "warn", publicDir: false,
    resolve: { tsconfigPaths: true },
    worker: { format: "es" }, build: { outDir, emptyOutDir: true, target: "es2022", assetsInlineLimit: 0 },
  });
  const server = await serveFolder(outDir, "/", 0, ISOLATION);
  return { address: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, close: () => void server.close() };
}
