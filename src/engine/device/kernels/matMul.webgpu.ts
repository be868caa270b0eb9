/**
 * Products of two matrices on the webgpu backend. Where the inner dimension is long, TensorFlow.js 4.22 splits it (split-k) and
 * adds the partial sums atomically: in another order each time, and wrongly where the right matrix is stored transposed and has a
 * multiple of four columns, as its reader takes four numbers along the wrong index. These products go to the program for small
 * results instead, which adds in one order. Seen in the gradient of `vae-gan`'s encoder, [64,3136]·[20,3136]ᵀ.
 */
import { env } from "@tensorflow/tfjs-core";
import { matrixSizes, replaceKernel } from "./replace";

const FLAG = "WEBGPU_MATMUL_PROGRAM_TYPE";
/** TensorFlow.js' numbers for its programs; it chooses where the flag is negative. */
const AUTOMATIC = -1;
const SMALL_OUTPUT = 2;
/** From here on the inner index would be cut, unless the result has so few numbers that each gets a workgroup. */
const SPLIT_FROM = 2000;
const FEW_RESULTS = 128;

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
