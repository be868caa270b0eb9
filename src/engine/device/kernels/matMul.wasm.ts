/**
 * Matrix products with transposed operands on the wasm backend. tfjs multiplies two plain matrices by XNNPACK, but uses a plain
 * loop that takes 12 times as long for operands flagged as transposed, as in both gradients of a dense layer. So this kernel
 * transposes first and then multiplies plain matrices. Remove when tfjs' own kernel does this.
 */
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { matrixSizes, registeredKernel, replaceKernel, type KernelFunc, type MatrixSizes } from "./replace";

/** Costs in nanoseconds, measured on one core of an EPYC server; only their ratios matter. */
const COST = {
  /** A multiplication and addition in the plain loop, and in XNNPACK. */
  slowProduct: 0.55,
  fastProduct: 0.022,
  /** Transposing an element. */
  transpose: 1.4,
  /** Packing an element of the right operand, which XNNPACK does first. */
  pack: 2,
  /** A call of the transposing kernel. */
  call: 2500,
};

type ProductPlan = "flagged" | "straight" | "swapped";

/**
 * Returns the fastest way to compute A B, A: [m,k], B: [k,n], either of which may be stored transposed. `flagged`: leaves it to tfjs.
 * `straight`: transposes the operands stored so. `swapped`: (Bᵀ Aᵀ)ᵀ, which packs A instead of B.
 */
export function fastestPlan({ m, k, n, transposeA, transposeB }: MatrixSizes): ProductPlan {
  const transposes = (...sizes: number[]) =>
    sizes.reduce((cost, size) => cost + (size > 0 ? COST.call + COST.transpose * size : 0), 0);
  const product = COST.fastProduct * m * k * n;
  const flagged = (transposeA || transposeB ? COST.slowProduct : COST.fastProduct) * m * k * n;
  const straight = product + COST.pack * k * n + transposes(transposeA ? m * k : 0, transposeB ? k * n : 0);
  const swapped = product + COST.pack * m * k + transposes(transposeA ? 0 : m * k, transposeB ? 0 : k * n, m * n);
  if (flagged <= Math.min(straight, swapped)) return "flagged";
  return straight <= swapped ? "straight" : "swapped";
}

const single = (info: TensorInfo | TensorInfo[]): TensorInfo => (Array.isArray(info) ? info[0]! : info);

/** XNNPACK is not used for stacks of matrices, flagged or not. */
const isStack = ({ shape }: TensorInfo) => shape.slice(0, -2).some((size) => size !== 1);

const withPlainOperands = (original: KernelFunc, transposeKernel: KernelFunc): KernelFunc => (call) => {
  const { a, b, bias, preluActivationWeights } = call.inputs;
  if (!a || !b || isStack(a) || isStack(b)) return original(call);
  const sizes = matrixSizes(call);
  const { transposeA, transposeB } = sizes;
  if (!transposeA && !transposeB) return original(call);
  const backend = call.backend as BackendWasm;
  const fastest = fastestPlan(sizes);
  if (fastest === "flagged") return original(call);
  // A fused bias applies to the columns of the product, which therefore cannot be computed transposed.
  const plan = bias || preluActivationWeights ? "straight" : fastest;

  const temporaries: TensorInfo[] = [];
  const temporary = (x: TensorInfo) => {
    temporaries.push(x);
    return x;
  };
  const transposed = (x: TensorInfo): TensorInfo => {
    const rank = x.shape.length;
    const perm = x.shape.map((_, axis) => (axis < rank - 2 ? axis : 2 * rank - 3 - axis));
    return single(transposeKernel({ inputs: { x }, backend, attrs: { perm } }));
  };
  const product = (left: TensorInfo, right: TensorInfo): TensorInfo =>
    single(original({
      backend, inputs: { ...call.inputs, a: left, b: right }, attrs: { ...call.attrs, transposeA: false, transposeB: false },
    }));
  const result = plan === "straight"
    ? product(transposeA ? temporary(transposed(a)) : a, transposeB ? temporary(transposed(b)) : b)
    : transposed(temporary(product(
        transposeB ? b : temporary(transposed(b)), transposeA ? a : temporary(transposed(a)),
      )));
  for (const { dataId } of temporaries) backend.disposeData(dataId);
  return result;
};

/** Registers the kernels. Call it after the wasm backend's own kernels are registered; calling it again changes nothing. */
export function registerMatMulWasm(): void {
  const transpose = registeredKernel("wasm", "Transpose").kernelFunc;
  replaceKernel("wasm", "BatchMatMul", (original) => withPlainOperands(original, transpose));
  replaceKernel("wasm", "_FusedMatMul", (original) => withPlainOperands(original, transpose));
}
