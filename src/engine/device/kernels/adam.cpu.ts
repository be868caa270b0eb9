/** Adam on the cpu backend. */
import type { MathBackendCPU } from "@tensorflow/tfjs-backend-cpu";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { sizeOf } from "../../../core/model/parameters";
import { registerAdam } from "./adam";
import { adamLoop } from "./adamLoop";

function values(backend: MathBackendCPU, { dataId }: TensorInfo): Float32Array {
  const { values } = backend.data.get(dataId);
  return values instanceof Float32Array ? values : Float32Array.from(values as ArrayLike<number>);
}

/** Registers the kernel; calling it again changes nothing. */
export function registerAdamCpu(): void {
  registerAdam<MathBackendCPU>("cpu", (backend, { weight, m, v, gradient }, factors) => {
    const size = sizeOf(weight.shape);
    const next = { weight: new Float32Array(size), m: new Float32Array(size), v: new Float32Array(size) };
    const from = { weight: values(backend, weight), m: values(backend, m), v: values(backend, v) };
    adamLoop(from, values(backend, gradient), next, factors);
    return [next.weight, next.m, next.v].map((array) => backend.makeTensorInfo(weight.shape, "float32", array));
  });
}
