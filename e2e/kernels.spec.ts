/**
 * Every operation of the models, its gradient and every kernel of our own agree with double precision on all four
 * backends, and leave nothing behind. Checked by a page of its own, built here: it is no part of the product.
 */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { build } from "vite";
import { serveFolder } from "../scripts/serveDist";
import { BACKENDS } from "../src/core/runConfig";
import type { Outcome } from "./kernels/main";
import { expect, launchedWith, SWIFTSHADER_WEBGL, SWIFTSHADER_WEBGPU, test } from "./room";

test.use(launchedWith(...SWIFTSHADER_WEBGPU, ...SWIFTSHADER_WEBGL));
test.setTimeout(180_000);

/** Of each number, or of a tenth of the largest of its tensor. */
const TOLERANCE = 1e-5;

let server: Server | undefined;
let address = "";

test.beforeAll(async () => {
  const outDir = path.join(import.meta.dirname, "..", "test-results", "kernels");
  await build({
    configFile: false, root: path.join(import.meta.dirname, "kernels"), base: "./", logLevel: "warn", publicDir: false,
    worker: { format: "es" }, build: { outDir, emptyOutDir: true, target: "es2022", assetsInlineLimit: 0 },
  });
  server = await serveFolder(outDir, "/", 0);
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
});
test.afterAll(() => server?.close());

for (const backend of BACKENDS) {
  test(`the kernels of ${backend}`, async ({ page }) => {
    await page.goto(address);
    await page.waitForFunction(() => "checkOn" in window);
    const outcome = await page.evaluate(
      (it) => (window as unknown as { checkOn(backend: string): Promise<Outcome> }).checkOn(it), backend,
    );
    expect(outcome.error).toBeUndefined();
    expect(outcome.backend).toBe(backend);
    const checks = outcome.checks ?? [];
    expect(checks.length).toBeGreaterThan(50);
    expect(checks.filter(({ maxError }) => !(maxError <= TOLERANCE))).toEqual([]);
  });
}
