/** Adam on the wasm backend: one pass of SIMD over tfjs' memory, without a copy. */
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { registerAdam } from "./adam";
import { adamLoop } from "./adamLoop";
import { f32x4, forEachVector, get, i32, linked, set } from "./wasmAssembler";

/** Parameters, in order: seven pointers, a length in bytes, seven floats. Then locals. */
const POINTERS = { weight: 0, m: 1, v: 2, gradient: 3, nextWeight: 4, nextM: 5, nextV: 6 } as const;
const BYTES = 7;
const FACTORS = {
  beta1: 8, oneMinusBeta1: 9, beta2: 10, oneMinusBeta2: 11, rate: 12, vScale: 13, epsilon: 14,
} as const;
const AT = 15;
const [G, M, V] = [16, 17, 18];
/** Each factor four times over, for the whole loop. */
const spread = (factor: keyof typeof FACTORS) => FACTORS[factor] - FACTORS.beta1 + 19;

const { add, sub, mul, div, sqrt, splat } = f32x4;
const factor = (name: keyof typeof FACTORS) => get(spread(name));
const address = (tensor: keyof typeof POINTERS) => i32.add(get(POINTERS[tensor]), get(AT));

const simdUpdate = linked({
  parameters: [...Array(8).fill("i32"), ...Array(7).fill("f32")],
  locals: ["i32", ...Array(3 + 7).fill("v128")],
  body: [
    ...Object.keys(FACTORS).flatMap((_, i) => set(spread("beta1") + i, splat(get(FACTORS.beta1 + i)))),
    ...forEachVector(AT, BYTES, ({ load, store }) => [
      ...set(G, load(address("gradient"))),
      ...set(M, add(mul(factor("beta1"), load(address("m"))), mul(factor("oneMinusBeta1"), get(G)))),
      ...set(V, add(mul(factor("beta2"), load(address("v"))), mul(mul(factor("oneMinusBeta2"), get(G)), get(G)))),
      ...store(address("nextM"), get(M)),
      ...store(address("nextV"), get(V)),
      ...store(address("nextWeight"), sub(
        load(address("weight")),
        div(mul(factor("rate"), get(M)), add(sqrt(mul(factor("vScale"), get(V))), factor("epsilon"))),
      )),
    ]),
  ],
});

export function registerAdamWasm(): void {
  registerAdam<BackendWasm>("wasm", (backend, { weight, m, v, gradient }, factors) => {
    // Memory may grow while these are allocated, which moves every view of it: take pointers and views afterwards.
    const next = [0, 1, 2].map(() => backend.makeOutput(weight.shape, "float32"));
    const [nextWeight, nextM, nextV] = next as [TensorInfo, TensorInfo, TensorInfo];
    const view = (tensor: TensorInfo) => backend.typedArrayFromHeap(tensor) as Float32Array;
    const update = simdUpdate(backend);
    if (update) {
      const pointers = [weight, m, v, gradient, ...next].map(({ dataId }) => backend.getMemoryOffset(dataId));
      const { beta1, oneMinusBeta1, beta2, oneMinusBeta2, rate, vScale, epsilon } = factors;
      update(...pointers, view(weight).byteLength, beta1, oneMinusBeta1, beta2, oneMinusBeta2, rate, vScale, epsilon);
    } else {
      const out = { weight: view(nextWeight), m: view(nextM), v: view(nextV) };
      adamLoop({ weight: view(weight), m: view(m), v: view(v) }, view(gradient), out, factors);
    }
    return next;
  });
}
