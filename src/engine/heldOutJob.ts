/** When the held-out measurement is made: after each epoch of a model with a likelihood, and whenever it is asked for. */
import type { HeldOut } from "../core/reports";
import type { Dataset } from "../data/dataset";
import { measureHeldOut } from "./heldOut";
import type { SideJob } from "./sideWork";
import { nextTask } from "./tasks";
import { testImagesHere, testReader } from "./testImages";
import type { Trainer } from "./trainer";
import { release, retain } from "./weights";

function inputsNow({ model, specs, h, step, weights }: Trainer, dataset: Dataset) {
  return {
    model, specs, h, step,
    weights: retain(weights),
    images: dataset.testImages,
    batchFrom: testReader(dataset).testBatch,
  };
}

export async function measureNow(trainer: Trainer, dataset: Dataset): Promise<HeldOut> {
  const inputs = inputsNow(trainer, dataset);
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

export function heldOutJob(trainer: Trainer, dataset: Dataset, deliver: (heldOut: HeldOut) => void): SideJob {
  const epoch = () => Math.floor(trainer.step / trainer.stepsPerEpoch);
  let measured = epoch();
  return {
    name: "held-out",
    every: 0,
    due: () => Boolean(trainer.model.encode) && epoch() > measured && testImagesHere(dataset) === dataset.testImages,
    run: async function* () {
      measured = epoch();
      const inputs = inputsNow(trainer, dataset);
      try {
        deliver(yield* measureHeldOut(inputs));
      } finally {
        release(inputs.weights);
      }
    },
  };
}
