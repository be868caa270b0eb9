/** When the held-out measurement is made: after each epoch of a model with a likelihood, and whenever it is asked for. */
import type { HeldOut } from "../core/reports";
import type { Dataset } from "../data/dataset";
import { measureHeldOut } from "./heldOut";
import type { SideJob } from "./sideWork";
import { nextTask } from "./tasks";
import { testImagesHere, testReader } from "./testImages";
import type { EpochEnd, EpochEnds } from "./epochEnds";
import { release, retain } from "./weights";

function inputsOf({ model, specs, h, step, weights }: EpochEnd, dataset: Dataset) {
  return {
    model, specs, h, step,
    weights: retain(weights),
    images: dataset.testImages,
    batchFrom: testReader(dataset).testBatch,
  };
}

/** `run`: with the weights that it has now. */
export async function measureNow(run: EpochEnd, dataset: Dataset): Promise<HeldOut> {
  const inputs = inputsOf(run, dataset);
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

export function heldOutJob(
  ends: Pick<EpochEnds, "latest">, dataset: Dataset, deliver: (heldOut: HeldOut) => void,
): SideJob {
  let measured: EpochEnd | null = null;
  return {
    name: "held-out",
    every: 0,
    due: () => ends.latest !== measured && Boolean(ends.latest?.model.encode) && testImagesHere(dataset) === dataset.testImages,
    run: async function* () {
      measured = ends.latest!;
      const inputs = inputsOf(measured, dataset);
      try {
        deliver(yield* measureHeldOut(inputs));
      } finally {
        release(inputs.weights);
      }
    },
  };
}
