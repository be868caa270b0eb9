/** Replaces a kernel of a backend by a better one. Plain tfjs stays as it is until then. */
import { backend_util, getKernel, registerKernel, unregisterKernel } from "@tensorflow/tfjs-core";
import type { KernelConfig } from "@tensorflow/tfjs-core";

export type KernelFunc = KernelConfig["kernelFunc"];

const ours = new WeakSet<KernelFunc>();

/** Throws before the backend's own kernels are registered. Does nothing where `better` is in place already. */
export function replaceKernel(
  backendName: "cpu" | "wasm" | "webgl" | "webgpu", kernelName: string, better: (original: KernelFunc) => KernelFunc,
): void {
  const config = registeredKernel(backendName, kernelName);
  if (ours.has(config.kernelFunc)) return;
  const kernelFunc = better(config.kernelFunc);
  ours.add(kernelFunc);
  unregisterKernel(kernelName, backendName);
  // The original's set-up stays: it is what the original needs, which the better one may call.
  registerKernel({ ...config, kernelFunc });
}

/** Throws where there is none. */
export function registeredKernel(backendName: "cpu" | "wasm" | "webgl" | "webgpu", kernelName: string): KernelConfig {
  const config: KernelConfig | undefined = getKernel(kernelName, backendName);
  if (!config) throw new Error(`${kernelName}: not registered for the ${backendName} backend`);
  return config;
}

/** Of a product [m,k]·[k,n], whichever of its matrices are stored transposed; of stacks of them, too. */
export interface MatrixSizes {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** Throws where a matrix is missing. */
export function matrixSizes({ inputs: { a, b }, attrs }: Pick<Parameters<KernelFunc>[0], "inputs" | "attrs">): MatrixSizes {
  if (!a || !b) throw new Error("a product: a matrix is missing");
  const [transposeA, transposeB] = [Boolean(attrs?.transposeA), Boolean(attrs?.transposeB)];
  const [rowsA, columnsA, rowsB, columnsB] = [a.shape.at(-2)!, a.shape.at(-1)!, b.shape.at(-2)!, b.shape.at(-1)!];
  return {
    m: transposeA ? columnsA : rowsA,
    k: transposeA ? rowsA : columnsA,
    n: transposeB ? rowsB : columnsB,
    transposeA, transposeB,
  };
}

/** Of a convolution and its gradients. */
export interface ConvAttributes {
  readonly strides: [number, number] | number;
  readonly pad: "same" | "valid" | number;
  readonly dataFormat: "NHWC" | "NCHW";
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

type Rank4 = [number, number, number, number];

/** Shapes [batch, height, width, channels] and [height, width, channels, filters]. */
export const convInfo = (
  inShape: number[], filterShape: number[], { strides, pad, dimRoundingMode }: ConvAttributes,
): backend_util.Conv2DInfo =>
  backend_util.computeConv2DInfo(inShape as Rank4, filterShape as Rank4, strides, 1, pad, dimRoundingMode);
