/** The compiler's shaders compute what their plans say. Checked by a page of its own, as the kernels are. */
import { SHADER_TOLERANCE } from "../src/compiler/wgsl/planChecks";
import { openCheckPage, type CheckPage } from "./checkPage";
import { expect, launchedWith, SWIFTSHADER_WEBGPU, test } from "./room";
import type {} from "./wgsl/main";

test.use(launchedWith(...SWIFTSHADER_WEBGPU));
test.setTimeout(300_000);

let checks: CheckPage;
test.beforeAll(async () => { checks = await openCheckPage("wgsl"); });
test.afterAll(() => checks.close());

for (const { which, share, least, tag } of [
  { which: "", share: 1 / 4, least: 100, tag: [] },
  { which: ", all of them", share: 1, least: 150, tag: ["@exhaustive"] },
]) {
  test(`the compiler's shaders compute what their plans say${which}`, { tag }, async ({ page }) => {
    await page.goto(checks.address);
    await page.waitForFunction(() => "checkShaders" in window);
    const outcome = await page.evaluate((it) => window.checkShaders(it), share);
    expect(outcome.error).toBeUndefined();
    const found = outcome.checks ?? [];
    expect(found.length).toBeGreaterThan(least);
    expect(found.filter(({ maxError }) => !(maxError <= SHADER_TOLERANCE))).toEqual([]);
  });
}
