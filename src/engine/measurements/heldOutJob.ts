/**
 * When the held-out measurement of a model with a likelihood is made: after each epoch; early in a run, where losses fall
 * fast, at other steps, too, and of fewer images, so that it costs less; and whenever it is asked for.
 */
import type { HeldOut } from "../../core/reports";
import type { Dataset } from "../../data/dataset";
import { measureHeldOut } from "./heldOut";
import { endsEpoch, type Milestone, type Milestones } from "./milestones";
import type { SideJob } from "../scheduling/sideWork";
import { nextTask } from "../scheduling/tasks";
import { testImagesHere, testReader } from "../pictures/testImages";
import { release, retain } from "../step/weights";

const EARLY_STEPS = 2000;
/** Steps between two early measurements. */
const EARLY_EVERY = 200;
/** They are of every tenth image. Neighbours would not do: one writer's digits lie side by side. */
const EARLY_STRIDE = 10;

const isEarly = ({ step }: { readonly step: number }) => step <= EARLY_STEPS;

export const isHeldOutStep = (run: { readonly step: Milestone["step"]; readonly stepsPerEpoch: number }): boolean =>
  endsEpoch(run) || (isEarly(run) && run.step % EARLY_EVERY === 0);

function inputsOf({ model, specs, h, step, weights }: Milestone, dataset: Dataset, stride: number) {
  return {
    model, specs, h, step,
    weights: retain(weights),
    images: Array.from({ length: dataset.testImages / stride }, (_, i) => stride * i),
    batchOf: testReader(dataset).testBatchOf,
  };
}

/** `run`: with the weights that it has now. */
export async function measureNow(run: Milestone, dataset: Dataset): Promise<HeldOut> {
  const inputs = inputsOf(run, dataset, 1);
  try {
    const slices = measureHeldOut(inputs);
    for (;;) {
      const { done, value } = await slices.next();
      if (done) return value;
      await nextTask();
    }
  } finally {
    release(inputs.weights);
  }
}

/** `steps`: of `isHeldOutStep`. */
export function heldOutJob(
  steps: Pick<Milestones, "latest">, dataset: Dataset, deliver: (heldOut: HeldOut) => void,
): SideJob {
  let measured: Milestone | null = null;
  return {
    name: "held-out",
    every: 0,
    due: () => steps.latest !== measured && Boolean(steps.latest?.model.encode) && testImagesHere(dataset) === dataset.testImages,
    run: async function* () {
      measured = steps.latest!;
      const inputs = inputsOf(measured, dataset, isEarly(measured) ? EARLY_STRIDE : 1);
      try {
        deliver(yield* measureHeldOut(inputs));
      } finally {
        release(inputs.weights);
      }
    },
  };
}
