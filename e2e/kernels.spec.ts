/**
 * Every operation of the models, its gradient and every kernel of our own agree with double precision on the GPU
 * backends, and leave no tensors behind; src/engine/device/kernels/kernels.test.ts has the other backends. A separate page, which is
 * not part of the product, runs the checks.
 */
import { KERNEL_TOLERANCE } from "../src/engine/device/kernels/tolerance";
import { openCheckPage, type CheckPage } from "./checkPage";
import type {} from "./kernels/main";
import { expect, launchedWith, SWIFTSHADER_WEBGL, SWIFTSHADER_WEBGPU, test } from "./room";

test.use(launchedWith(...SWIFTSHADER_WEBGPU, ...SWIFTSHADER_WEBGL));
test.setTimeout(180_000);

let checks: CheckPage;
test.beforeAll(async () => { checks = await openCheckPage("kernels"); });
test.afterAll(() => checks.close());

for (const backend of ["webgpu", "webgl"]) {
  test(`the kernels of ${backend}`, { tag: "@exhaustive" }, async ({ page }) => {
    await page.goto(checks.address);
    await page.waitForFunction(() => "checkOn" in window);
    const outcome = await page.evaluate((it) => window.checkOn(it), backend);
    expect(outcome.error).toBeUndefined();
    expect(outcome.backend).toBe(backend);
    const found = outcome.checks ?? [];
    expect(found.length).toBeGreaterThan(50);
    expect(found.filter(({ maxError }) => !(maxError <= KERNEL_TOLERANCE))).toEqual([]);
  });
}
