/**
 * Schedules the held-out measurement of models with an encoder: after each epoch, on request, and early in a run, where losses
 * fall fast, also at other steps, on fewer images to save time. A change of weights of the objective's terms makes the last value one of
 * another objective, so it is soon measured again, on fewer images, too.
 */
import { haveSameWeights } from "../../core/model/termWeights";
import { isEarlyStep } from "../../core/run/heldOutSteps";
import type { HeldOut } from "../../core/run/reports";
import type { Dataset } from "../../subject/data/dataset";
import { testOrder } from "../measurementInputs/testOrder";
import { testReader } from "../pictures/testImages";
import type { SideJob } from "../scheduling/sideWork";
import { runSlices, type Slices } from "../scheduling/slices";
import { slicesWithWeights, type FrozenModelAtStep } from "../step/frozenModel";
import { measureHeldOut } from "./heldOut";
import type { Milestones } from "./milestones";

/** The number of images that early measurements use, and those after a change. */
const FEW_IMAGES = 1000;
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

/** Returns the held-out measurement of the current weights, on all test images. */
export const measureNow = (run: FrozenModelAtStep, dataset: Dataset): Promise<HeldOut> => runSlices(slicesOf(run, dataset, dataset.testImages));

export interface HeldOutJobs {
  /** Measures at milestones. */
  readonly atMilestones: SideJob;
  /** Measures the current weights after a change of the objective, also while nothing trains. */
  readonly afterChange: SideJob;
}

/**
 * Returns the jobs of a run. `steps`: its milestones, see `isHeldOutStep`. A measurement is dropped if a later one was started meanwhile, so
 * that steps of delivered values ascend, unless the run goes back.
 */
export function heldOutJobs(
  run: FrozenModelAtStep, steps: Pick<Milestones, "latest">, dataset: Dataset, deliver: (heldOut: HeldOut) => void,
): HeldOutJobs {
  /** The settings and the step of the measurement that was started last. */
  let last = { h: run.h, step: run.step as number };
  const isPossible = (): boolean => {
    if (last.step > run.step) last = { ...last, step: -1 }; // the run has gone back
    return run.model.encode !== undefined && dataset.testLoaded() === dataset.testImages;
  };
  async function* measure(of: FrozenModelAtStep, images: number): Slices {
    const mine = { h: of.h, step: of.step };
    last = mine;
    const heldOut = yield* slicesOf(of, dataset, images);
    if (last === mine) deliver(heldOut);
  }
  return {
    atMilestones: {
      name: "held-out",
      every: 0,
      due: () => isPossible() && steps.latest !== null && steps.latest.step > last.step,
      run: () => measure(steps.latest!, isEarlyStep(steps.latest!.step) ? FEW_IMAGES : dataset.testImages),
    },
    afterChange: {
      name: "held-out-after-change",
      every: 0,
      due: () => isPossible() && run.step > 0 && !haveSameWeights(run.model, run.h, last.h, run.step),
      run: () => measure(run, FEW_IMAGES),
    },
  };
}
