/**
 * Schedules the held-out measurement of models with an encoder: after each epoch, on request, and early in a run, where losses
 * fall fast, also at other steps, on fewer images to save time.
 */
import type { HeldOut } from "../../core/run/reports";
import type { Dataset } from "../../data/dataset";
import { testOrder } from "../measuring/testOrder";
import { availableTestImages, testReader } from "../pictures/testImages";
import type { SideJob } from "../scheduling/sideWork";
import { runSlices } from "../scheduling/slices";
import { slicesWithWeights, type FrozenModelAtStep } from "../step/frozenModel";
import { measureHeldOut } from "./heldOut";
import { endsEpoch, type Milestones } from "./milestones";

const EARLY_STEPS = 2000;
/** Steps between two early measurements. */
const EARLY_EVERY = 200;
/** The number of images that they use. */
const EARLY_IMAGES = 1000;

const isEarly = ({ step }: { readonly step: number }) => step <= EARLY_STEPS;

/** Whether the held-out loss is measured at the run's current step. */
export const isHeldOutStep = (run: { readonly step: FrozenModelAtStep["step"]; readonly stepsPerEpoch: number }): boolean =>
  endsEpoch(run) || (isEarly(run) && run.step % EARLY_EVERY === 0);

/** If there are fewer test images, as with own data, all are used. */
const MIN_FOR_SUBSET = 2500;

/** Measures so many test images, or all if they are few, and returns the means. */
function slicesOf(run: FrozenModelAtStep, dataset: Dataset, images: number): AsyncGenerator<void, HeldOut, void> {
  return slicesWithWeights(run, (frozen) => measureHeldOut({
    ...frozen, step: run.step,
    images: Array.from(testOrder(dataset).subarray(0, dataset.testImages < MIN_FOR_SUBSET ? undefined : images)),
    batchOf: testReader(dataset, run).testBatchOf,
  }));
}

/** The held-out measurement of the current weights, on all test images. */
export const measureNow = (run: FrozenModelAtStep, dataset: Dataset): Promise<HeldOut> => runSlices(slicesOf(run, dataset, dataset.testImages));

/** The job that measures at these milestones. `steps`: milestones of `isHeldOutStep`. */
export function heldOutJob(
  steps: Pick<Milestones, "latest">, dataset: Dataset, deliver: (heldOut: HeldOut) => void,
): SideJob {
  let measured: FrozenModelAtStep | null = null;
  return {
    name: "held-out",
    every: 0,
    due: () => steps.latest !== measured && Boolean(steps.latest?.model.encode) && availableTestImages(dataset) === dataset.testImages,
    run: async function* () {
      measured = steps.latest!;
      deliver(yield* slicesOf(measured, dataset, isEarly(measured) ? EARLY_IMAGES : dataset.testImages));
    },
  };
}
