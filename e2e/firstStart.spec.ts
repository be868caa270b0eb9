/**
 * `npm start` on a machine that never ran it: dependencies are prepared before they are needed. Vite reloads the page when it
 * finds one later, and whatever was training is gone.
 */
import { mkdtemp, rm } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { createServer } from "vite";
import { BACKENDS } from "../src/core/runConfig";
import { expect, launchedWith, SWIFTSHADER_WEBGL, SWIFTSHADER_WEBGPU, test } from "./room";

test.use(launchedWith(...SWIFTSHADER_WEBGPU, ...SWIFTSHADER_WEBGL));
test.setTimeout(120_000);

const root = path.join(import.meta.dirname, "..");

test("the first start loads the page once, whichever backends it tries", async ({ page }) => {
  const cacheDir = await mkdtemp(path.join(os.tmpdir(), "elbo-room-"));
  const server = await createServer({ root, cacheDir, logLevel: "error", server: { port: 0, host: "127.0.0.1" } });
  try {
    await server.listen();
    const { port } = server.httpServer!.address() as AddressInfo;
    let loads = 0;
    page.on("load", () => { loads++; });
    await page.goto(`http://127.0.0.1:${port}/`);
    for (const backend of BACKENDS) {
      await expect.poll(() => page.evaluate(async (wish) => {
        if (!("elboRoom" in window)) return null;
        const info = await window.elboRoom.info();
        if (info.backendWish !== wish) await window.elboRoom.open(`model=vae&hidden=16&batch=16&backend=${wish}`);
        return info.backend;
      }, backend), { timeout: 60_000 }).toBe(backend);
    }
    expect(loads).toBe(1);
  } finally {
    await server.close();
    await rm(cacheDir, { recursive: true, force: true });
  }
});
