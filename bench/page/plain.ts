/**
 * A contestant: TensorFlow.js as its tutorials use it. It has the union package, weights in tf.variable, optimizer.minimize,
 * a new tensor from a typed array for each batch, and no kernel of ours. The models are in `plainModels.ts`.
 */
import * as tf from "@tensorflow/tfjs";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import "@tensorflow/tfjs-backend-webgpu";
import { CLASSES, PIXELS } from "../../src/core/run/runConfig";
import { contest } from "./contestant";
import { registerFilterGradient } from "./plainFilterGradient";
import { plainModel } from "./plainModels";
import { wasmPaths } from "./wasmPaths";
import { startingWeights, stepInputs } from "./workloads";

contest(async ({ backend }, work, dataset) => {
  tf.env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  setWasmPaths(wasmPaths);
  // Otherwise tfjs refuses an emulated GPU.
  tf.env().set("SOFTWARE_WEBGL_ENABLED", true);
  if (!(await tf.setBackend(backend))) throw new Error(`plain tfjs does not start ${backend}`);
  await tf.ready();
  if (backend === "wasm") registerFilterGradient();
  const { batch, model, h } = work;
  const weights = Object.fromEntries(Object.entries(startingWeights(work)).map(([name, { shape, values }]) =>
    [name, tf.variable(tf.tensor(values, [...shape]))]));
  const step = plainModel(model.id, weights);
  const noiseShapes = model.noise(h);
  const next = stepInputs(work, dataset);
  let waiting: tf.Scalar[] = [];
  return {
    step() {
      const { x, y, noise } = next();
      waiting.push(tf.tidy(() => step({
        x: tf.tensor2d(x, [batch, PIXELS]),
        y: tf.tensor2d(y, [batch, CLASSES]),
        noise: Object.fromEntries(Object.entries(noise).map(([name, values]) =>
          [name, tf.tensor2d(values, [...noiseShapes[name]!.shape])])),
      })));
    },
    async losses() {
      const values = await Promise.all(waiting.map(async (loss) => (await loss.data())[0]!));
      tf.dispose(waiting);
      waiting = [];
      return values;
    },
  };
});
