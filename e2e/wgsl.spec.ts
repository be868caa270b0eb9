/** The compiler's shaders compute what their plans say. A separate page checks this, as for the kernels. */
import { SHADER_TOLERANCE } from "step-compiler/wgsl/planChecks";
import { openCheckPage, type CheckPage } from "./checkPage";
import { expect, launchedWith, SWIFTSHADER_WEBGPU, test } from "./room";
import type {} from "./wgsl/main";

test.use(launchedWith(...SWIFTSHADER_WEBGPU));
test.setTimeout(300_000);

let checks: CheckPage;
test.beforeAll(async () => { checks = await openCheckPage("wgsl"); });
test.afterAll(() => checks.close());

for (const { which, share, least, tag } of [
  { which: "", share: 1 / 18, least: 10, tag: [] },
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

for (const [programs, tag] of [[8, []], [400, ["@exhaustive"]]] as const) {
  test(`${programs} random programs compute on the device what the interpreter says`, { tag: [...tag] }, async ({ page }) => {
    test.setTimeout(5000 * programs);
    await page.goto(checks.address);
    await page.waitForFunction(() => "checkPrograms" in window);
    const outcome = await page.evaluate((count) => window.checkPrograms({ from: 1, programs: count, target: "gpu" }), programs);
    expect(outcome.error).toBeUndefined();
    const found = outcome.checks ?? [];
    expect(found.length).toBeGreaterThan(programs / 2); // the others have infinities, or cannot be compiled
    expect(found.filter(({ maxError }) => maxError > 0)).toEqual([]);
  });
}
