/**
 * `npm start` on a machine that has never run it: dependencies are prepared before they are needed. If Vite finds one later, it
 * reloads the page, and a run in training is lost.
 */
import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { createServer, type ViteDevServer } from "vite";
import { BACKENDS } from "../src/core/run/runConfig";
import { expect, launchedWith, SWIFTSHADER_WEBGL, SWIFTSHADER_WEBGPU, test } from "./room";

test.use(launchedWith(...SWIFTSHADER_WEBGPU, ...SWIFTSHADER_WEBGL));
test.setTimeout(120_000);

const root = path.join(import.meta.dirname, "..");

/** Starts the development server without prepared dependencies. */
async function firstStart(use: (server: ViteDevServer) => Promise<void>): Promise<void> {
  const cacheDir = await mkdtemp(path.join(os.tmpdir(), "elbo-room-"));
  const server = await createServer({ root, cacheDir, logLevel: "error", server: { port: 0, host: "127.0.0.1" } });
  try {
    await use(server);
  } finally {
    await server.close();
    await rm(cacheDir, { recursive: true, force: true });
  }
}

/** The modules of packages that the page's sources import as values. */
function importedModules(): ReadonlySet<string> {
  const { dependencies } = JSON.parse(readFileSync(path.join(root, "package.json"), "utf8")) as { dependencies: Record<string, string> };
  const src = path.join(root, "src");
  const sources = readdirSync(src, { recursive: true, encoding: "utf8" })
    .filter((file) => /(?<!\.test)\.tsx?$/.test(file) && file !== path.join("page", "app", "shell.tsx")); // the build renders the shell
  const imports = sources.flatMap((file) => readFileSync(path.join(src, file), "utf8").split("\n"))
    .filter((line) => !/^(import|export) type /.test(line)).flatMap((line) => /\b(?:from|import) ?\(?"([^"]+)"/.exec(line)?.[1] ?? []);
  return new Set(imports.filter((name) => Object.keys(dependencies).some((known) => name === known || name.startsWith(`${known}/`)) && !/\.css$|\?url$/.test(name)));
}

test("every module of a package that the page imports is found before it is requested", { tag: "@exhaustive" }, async () => {
  await firstStart(async (server) => {
    const optimizer = server.environments.client.depsOptimizer!;
    await optimizer.init();
    await optimizer.scanProcessing;
    const { discovered, optimized } = optimizer.metadata;
    const imported = importedModules();
    expect(imported.size).toBeGreaterThan(50);
    expect([...imported].filter((name) => !(name in discovered) && !(name in optimized))).toEqual([]);
    await Promise.all(Object.values(discovered).flatMap(({ processing }) => processing ?? [])); // otherwise the server is closed while it prepares them
  });
});

test("the first start loads the page once, whichever backends it tries", { tag: "@exhaustive" }, async ({ page }) => {
  await firstStart(async (server) => {
    await server.listen();
    const { port } = server.httpServer!.address() as AddressInfo;
    let loads = 0;
    page.on("load", () => { loads++; });
    await page.goto(`http://127.0.0.1:${port}/`);
    for (const backend of BACKENDS) {
      await expect.poll(() => page.evaluate(async (wanted) => {
        if (!("elboRoom" in window)) return null;
        const info = await window.elboRoom.info();
        if (info.backendWish !== wanted) await window.elboRoom.open(`model=vae&hidden=16&batch=16&backend=${wanted}`);
        return info.backend;
      }, backend), { timeout: 60_000 }).toBe(backend);
    }
    expect(loads).toBe(1);
  });
});
