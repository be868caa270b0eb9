/**
 * Floating-point operations in a step's matrix products and convolutions, a multiplication and an addition counted
 * each, by running one step on a small batch and looking at the shapes. They grow with the batch and with nothing else.
 */
import { profile } from "@tensorflow/tfjs-core";
import { startBackend } from "../../src/engine/device/backends/start";
import { blankImages } from "../../src/engine/machine/stepTime";
import { createTrainer } from "../../src/engine/trainer/trainer";
import { answer } from "./answer";
import { SEED, workload, type WorkloadId } from "./workloads";

/** Batch normalisation needs two. */
const BATCH = 2;

type Shape = readonly number[];
const sizeOf = (shape: Shape): number => shape.reduce((product, n) => product * n, 1);

/** Multiplications of a kernel, from its inputs' shapes, in the order of its arguments, and its output's. */
const MULTIPLICATIONS: Readonly<Record<string, (inputs: readonly Shape[], output: Shape) => number>> = {
  // Whether an operand is transposed or not, their sizes are M·K and K·N.
  BatchMatMul: ([left, right], output) => Math.sqrt(sizeOf(left!) * sizeOf(right!) * sizeOf(output)),
  // As many as the filter has numbers, at each place of the smaller image.
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
