/**
 * A contestant: jax-js (https://jax-js.com). One jitted function computes the whole step, Adam included; weights and
 * optimiser stay on the device. The models are in `jaxModels.ts`.
 */
import { defaultDevice, init, jit, numpy as np } from "@jax-js/jax";
import { CLASSES, PIXELS } from "../../src/core/run/runConfig";
import { channelsFirst } from "./channelsFirst";
import { contest } from "./contestant";
import { jaxModel, type State } from "./jaxModels";
import { startingWeights, stepInputs, type Values } from "./workloads";

const arrayOf = ({ shape, values }: Values): np.Array => np.array(values, { shape: [...shape] });

function startingState(start: Readonly<Record<string, Values>>): State {
  const zeros = () => each(({ shape, values }) => arrayOf({ shape, values: new Float32Array(values.length) }));
  const each = (make: (values: Values) => np.Array) =>
    Object.fromEntries(Object.entries(start).map(([name, values]) => [name, make(values)]));
  const one = () => arrayOf({ shape: [], values: Float32Array.of(1) });
  return { weights: each(arrayOf), m: zeros(), v: zeros(), power1: one(), power2: one() };
}

contest(async ({ backend, threads = 1 }, work, dataset) => {
  // If memory can be shared, jax-js starts as many threads as there are cores.
  Object.defineProperty(navigator, "hardwareConcurrency", { value: threads });
  if (!(await init(backend)).includes(backend)) throw new Error(`jax-js does not start ${backend}`);
  defaultDevice(backend);
  const { batch, model, h } = work;
  const step = jit(jaxModel(model.id));
  let state = startingState(channelsFirst(model.id, startingWeights(work)));
  const noiseShapes = model.noise(h);
  const next = stepInputs(work, dataset);
  let waiting: np.Array[] = [];
  return {
    about: { threads: backend === "wasm" && typeof SharedArrayBuffer === "function" ? navigator.hardwareConcurrency : 1 },
    async step() {
      const { x, y, noise } = next();
      const [after, loss] = step(state, {
        x: arrayOf({ shape: [batch, PIXELS], values: x }),
        y: arrayOf({ shape: [batch, CLASSES], values: y }),
        noise: Object.fromEntries(Object.entries(noise).map(([name, values]) =>
          [name, arrayOf({ shape: noiseShapes[name]!.shape, values })])),
      });
      state = after;
      waiting.push(loss);
      // jax-js computes lazily. This submits the step; on WebGPU without waiting for it.
      if (backend === "webgpu") await loss.ref.gpuBuffer();
      else await loss.blockUntilReady();
    },
    async losses() {
      const values = await Promise.all(waiting.map(async (loss) => (await loss.data())[0]!));
      waiting = [];
      return values;
    },
  };
});
