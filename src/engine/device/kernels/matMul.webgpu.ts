/**
 * Products of two matrices on the webgpu backend. If the inner dimension is long, TensorFlow.js 4.22 splits it (split-k) and
 * adds the partial sums atomically: in varying order, and wrongly if the right matrix is stored transposed and has a multiple
 * of four columns, because it reads four elements along the wrong index. These products use the program for small results
 * instead, which adds in a fixed order. Found in the gradient of `vae-gan`'s encoder, [64,3136]·[20,3136]ᵀ.
 */
import { env } from "@tensorflow/tfjs-core";
import { matrixSizes, replaceKernel } from "./replace";

const FLAG = "WEBGPU_MATMUL_PROGRAM_TYPE";
/** TensorFlow.js' numbers of its programs; it chooses one itself if the flag is negative. */
const AUTOMATIC = -1;
const SMALL_OUTPUT = 2;
/** TensorFlow.js splits inner dimensions from this length on, unless the result has so few elements that each gets a workgroup. */
const SPLIT_FROM = 2000;
const FEW_RESULTS = 128;

/** Registers the kernel; calling it again changes nothing. */
export function registerMatMulWebgpu(): void {
  replaceKernel("webgpu", "BatchMatMul", (original) => (call) => {
    const { m, k, n } = matrixSizes(call);
    if (k < SPLIT_FROM || m * n <= FEW_RESULTS) return original(call);
    env().set(FLAG, SMALL_OUTPUT);
    try {
      return original(call);
    } finally {
      env().set(FLAG, AUTOMATIC);
    }
  });
}
