/**
 * Counts the floating-point operations in a step's matrix products and convolutions, each multiplication and each addition
 * as one. It runs one step on a small batch and reads the shapes; the number is proportional to the batch.
 */
import { profile } from "@tensorflow/tfjs-core";
import { startBackend } from "../../src/engine/device/backends/start";
import { blankImages } from "../../src/engine/machine/stepTime";
import { createTrainer } from "../../src/engine/trainer/trainer";
import { answer } from "./answer";
import { SEED, workload, type WorkloadId } from "./workloads";

/** The smallest batch that batch normalisation allows. */
const BATCH = 2;

type Shape = readonly number[];
const sizeOf = (shape: Shape): number => shape.reduce((product, n) => product * n, 1);

/** The multiplications of each kernel, from the shapes of its inputs, in the order of its arguments, and of its output. */
const MULTIPLICATIONS: Readonly<Record<string, (inputs: readonly Shape[], output: Shape) => number>> = {
  // The operands' sizes are M·K and K·N, whether they are transposed or not.
  BatchMatMul: ([left, right], output) => Math.sqrt(sizeOf(left!) * sizeOf(right!) * sizeOf(output)),
  // One multiplication for each number of the filter, at each pixel of the smaller image.
  Conv2D: ([, filter], output) => sizeOf(output.slice(0, 3)) * sizeOf(filter!),
  Conv2DBackpropInput: ([dy, filter]) => sizeOf(dy!.slice(0, 3)) * sizeOf(filter!),
  Conv2DBackpropFilter: ([, dy], output) => sizeOf(dy!.slice(0, 3)) * sizeOf(output),
};

answer<{ workload: WorkloadId }>(async ({ workload: id }) => {
  await startBackend("cpu", { wasmPaths: {}, softwareWebgl: false, onLost: () => undefined });
  const { model, h, batch } = workload(id);
  const config = { model: model.id, seed: SEED, backend: "cpu", hyperparameters: { ...h, batch: BATCH } } as const;
  const trainer = createTrainer(model, config, blankImages);
  const { kernels } = await profile(() => trainer.advance());
  const multiplications = kernels.reduce((sum, { name, inputShapes, outputShapes }) => {
    const count = MULTIPLICATIONS[name];
    return sum + (count ? count(inputShapes as number[][], outputShapes[0] as number[]) : 0);
  }, 0);
  return (2 * multiplications * batch) / BATCH;
});
