/**
 * When the held-out measurement of a model with a likelihood is made: after each epoch; early in a run, where losses fall
 * fast, at other steps, too, and of fewer images, so that it costs less; and whenever it is asked for.
 */
import type { HeldOut } from "../../core/reports";
import type { Dataset } from "../../data/dataset";
import { availableTestImages, testReader } from "../pictures/testImages";
import type { SideJob } from "../scheduling/sideWork";
import { runSlices } from "../scheduling/slices";
import { slicesWithWeights, type FrozenModelAtStep } from "../step/frozenModel";
import { measureHeldOut } from "./heldOut";
import { endsEpoch, type Milestones } from "./milestones";

const EARLY_STEPS = 2000;
/** Steps between two early measurements. */
const EARLY_EVERY = 200;
/** They are of every tenth image. Neighbours would not do: one writer's digits lie side by side. */
const EARLY_STRIDE = 10;

const isEarly = ({ step }: { readonly step: number }) => step <= EARLY_STEPS;

export const isHeldOutStep = (run: { readonly step: FrozenModelAtStep["step"]; readonly stepsPerEpoch: number }): boolean =>
  endsEpoch(run) || (isEarly(run) && run.step % EARLY_EVERY === 0);

/** Fewer of a reader's own are all measured. */
const MIN_FOR_STRIDE = 2500;

/** Of every `stride`-th test image. Returns the means over them. */
function slicesOf(run: FrozenModelAtStep, dataset: Dataset, stride: number): AsyncGenerator<void, HeldOut, void> {
  const by = dataset.testImages < MIN_FOR_STRIDE ? 1 : stride;
  return slicesWithWeights(run, (frozen) => measureHeldOut({
    ...frozen, step: run.step,
    images: Array.from({ length: Math.floor(dataset.testImages / by) }, (_, i) => by * i),
    batchOf: testReader(dataset, run).testBatchOf,
  }));
}

/** `run`: with the weights that it has now. */
export const measureNow = (run: FrozenModelAtStep, dataset: Dataset): Promise<HeldOut> => runSlices(slicesOf(run, dataset, 1));

/** `steps`: of `isHeldOutStep`. */
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
      deliver(yield* slicesOf(measured, dataset, isEarly(measured) ? EARLY_STRIDE : 1));
    },
  };
}
