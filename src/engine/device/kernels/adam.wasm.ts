/** Adam on the wasm backend: one pass of SIMD over tfjs' memory, without a copy. */
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { f32x4, get, i32, set, v128 } from "step-compiler/wasm/assembler";
import { registerAdam, SMALLEST_MEAN } from "./adam";
import { adamLoop } from "./adamLoop";
import { forEachVector, linked } from "./wasmAssembler";

/** Parameters, in order: seven pointers, a length in bytes, seven floats. */
const POINTERS = { weight: 0, m: 1, v: 2, gradient: 3, nextWeight: 4, nextM: 5, nextV: 6 } as const;
const BYTES = 7;
const FACTORS = {
  beta1: 8, oneMinusBeta1: 9, beta2: 10, oneMinusBeta2: 11, rate: 12, vScale: 13, epsilon: 14,
} as const;

const { abs, add, sub, mul, div, lt, sqrt, splat } = f32x4;

const simdUpdate = linked({
  parameters: [...Array(8).fill("i32"), ...Array(7).fill("f32")],
  write: (locals) => {
    const [g, m, v] = [locals.add("v128"), locals.add("v128"), locals.add("v128")];
    /** Each factor in all four lanes, for the whole loop. */
    const spread = Object.values(FACTORS).map((parameter) => ({ parameter, local: locals.add("v128") }));
    const factor = (name: keyof typeof FACTORS) => get(spread.find(({ parameter }) => parameter === FACTORS[name])!.local);
    return [
      spread.map(({ parameter, local }) => set(local, splat(get(parameter)))),
      forEachVector(locals, BYTES, ({ load, store }, at) => {
        const address = (tensor: keyof typeof POINTERS) => i32.add(get(POINTERS[tensor]), at);
        return [
          set(g, load(address("gradient"))),
          set(m, add(mul(factor("beta1"), load(address("m"))), mul(factor("oneMinusBeta1"), get(g)))),
          set(v, add(mul(factor("beta2"), load(address("v"))), mul(mul(factor("oneMinusBeta2"), get(g)), get(g)))),
          // Means that are too small become 0; NaN stays.
          [m, v].map((mean) => set(mean, v128.select(f32x4.const(0), get(mean), lt(abs(get(mean)), f32x4.const(SMALLEST_MEAN))))),
          store(address("nextM"), get(m)),
          store(address("nextV"), get(v)),
          store(address("nextWeight"), sub(
            load(address("weight")),
            div(mul(factor("rate"), get(m)), add(sqrt(mul(factor("vScale"), get(v))), factor("epsilon"))),
          )),
        ];
      }),
    ];
  },
});

/** Registers the kernel; calling it again changes nothing. */
export function registerAdamWasm(): void {
  registerAdam<BackendWasm>("wasm", (backend, { weight, m, v, gradient }, factors) => {
    // Memory may grow while these are allocated, which invalidates all views: take pointers and views afterwards.
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
