/**
 * Whole models train on the GPU backends, here emulated in software, as on WASM, which the unit tests compare with PyTorch: the
 * same losses, the same changes of every weight, the same pictures, and no memory left over; and a captured state is restored
 * exactly. kernels.spec.ts tests single kernels; this test covers shapes, second derivatives and state that only whole models
 * combine. Compiled steps start with memory full of NaN, and have the shaders for real GPUs in a few cases, as an emulated one
 * takes long to compile them; `npm run check -- gpu` has them everywhere, at full size.
 */
import type { Page } from "@playwright/test";
import { KERNEL_COVER, modelCases } from "../src/engine/machine/modelCases";
import { openCheckPage, type CheckPage } from "./checkPage";
import { expect, launchedWith, SWIFTSHADER_WEBGL, SWIFTSHADER_WEBGPU, test } from "./room";
import type {} from "./zoo/main";

test.use(launchedWith(...SWIFTSHADER_WEBGPU, ...SWIFTSHADER_WEBGL));
test.setTimeout(180_000);

/** Measured: 2e-5, for a KL of 0.01 nats, a difference of numbers that nearly cancel. */
const LOSS_TOLERANCE = 1e-4;
/** Measured: 5e-4, for a bias before batch norm, on which no loss depends; 1e-5 elsewhere. */
const CHANGE_TOLERANCE = 2e-3;
/** Measured: 1.3e-5, for codes of `iwae`, whose encoder's gradients nearly cancel; 4e-7 elsewhere. */
const PICTURE_TOLERANCE = 5e-5;

/** Cases that differ only in a step's inputs, not in its computation. */
const OF_THE_INPUT = /, (visible|from|domain|pixels|missingAre): /;
const names = modelCases.map(({ name }) => name).filter((name) => !OF_THE_INPUT.test(name));
/** Eager steps compile one shader per kernel, which takes most of the time here, so their cases are a few that call all kernels. */
const MODES = [
  ["webgl", "eager", KERNEL_COVER], ["webgpu", "eager", KERNEL_COVER], ["webgpu", "compiled", names],
] as const;
/** Odd sizes. The other cases are exhaustive, as are kernels.spec.ts and, on WASM, most cases of trainer/compiled.test.ts. */
const SAMPLE = {
  webgl: { eager: ["cgan, odd sizes"], compiled: [] },
  webgpu: { eager: [], compiled: ["cgan, odd sizes"] },
} as const;

let zoo: CheckPage;
let page: Page;
test.beforeAll(async ({ browser }) => {
  zoo = await openCheckPage("zoo");
  page = await browser.newPage();
  await page.goto(zoo.address);
  await page.waitForFunction(() => "trainOn" in window);
});
test.afterAll(async () => {
  await page.close();
  zoo.close();
});

for (const [backend, mode, cases] of MODES) {
  test.describe(`${backend}, ${mode}`, () => {
    for (const name of cases) {
      const sampled: readonly string[] = SAMPLE[backend][mode];
      test(`${name} trains on ${backend}, ${mode}, as on wasm`, sampled.includes(name) ? {} : { tag: "@exhaustive" }, async () => {
        const outcome = await page.evaluate((it) => window.trainOn(...it), [backend, mode, name] as const);
        if ("error" in outcome) throw new Error(outcome.error);
        expect(outcome.backend).toBe(backend);
        expect(outcome.mode).toBe(mode);
        expect(outcome.losses.length).toBeGreaterThan(0);
        expect(outcome.losses.filter(({ off }) => !(off <= LOSS_TOLERANCE))).toEqual([]);
        expect(outcome.changes.filter(({ off }) => !(off <= CHANGE_TOLERANCE))).toEqual([]);
        expect(outcome.pictures.filter(({ off }) => !(off <= PICTURE_TOLERANCE))).toEqual([]);
        expect(outcome.restored.filter(({ off }) => off !== 0)).toEqual([]);
        expect(Object.entries(outcome.leftOver).filter(([, count]) => count !== 0)).toEqual([]);
      });
    }
  });
}
