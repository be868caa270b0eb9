/** Replaces kernels of tfjs' backends by better ones. */
import { backend_util, getKernel, registerKernel, unregisterKernel } from "@tensorflow/tfjs-core";
import type { KernelConfig } from "@tensorflow/tfjs-core";

export type KernelFunc = KernelConfig["kernelFunc"];

const ours = new WeakSet<KernelFunc>();

/** Replaces a kernel; `better` receives the original. Does nothing if the kernel was replaced already. Throws if it is not registered. */
export function replaceKernel(
  backendName: "cpu" | "wasm" | "webgl" | "webgpu", kernelName: string, better: (original: KernelFunc) => KernelFunc,
): void {
  const config = registeredKernel(backendName, kernelName);
  if (ours.has(config.kernelFunc)) return;
  const kernelFunc = better(config.kernelFunc);
  ours.add(kernelFunc);
  unregisterKernel(kernelName, backendName);
  // The original's set-up function stays, because the better kernel may call the original.
  registerKernel({ ...config, kernelFunc });
}

/** Returns the registered kernel. Throws if there is none. */
export function registeredKernel(backendName: "cpu" | "wasm" | "webgl" | "webgpu", kernelName: string): KernelConfig {
  const config: KernelConfig | undefined = getKernel(kernelName, backendName);
  if (!config) throw new Error(`${kernelName}: not registered for the ${backendName} backend`);
  return config;
}

/** The sizes of a product [m,k]·[k,n], or of stacks of products, whichever matrices are stored transposed. */
export interface MatrixSizes {
  readonly m: number;
  readonly k: number;
  readonly n: number;
  readonly transposeA: boolean;
  readonly transposeB: boolean;
}

/** Returns the sizes of a product's inputs. Throws if a matrix is missing. */
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

/** Attributes of a convolution and its gradients. */
export interface ConvAttributes {
  readonly strides: [number, number] | number;
  readonly pad: "same" | "valid" | number;
  readonly dataFormat: "NHWC" | "NCHW";
  readonly dimRoundingMode?: "floor" | "round" | "ceil";
}

type Rank4 = [number, number, number, number];

/** Returns tfjs' description of a convolution of [batch, height, width, channels] with [height, width, channels, filters]. */
export const convInfo = (
  inShape: number[], filterShape: number[], { strides, pad, dimRoundingMode }: ConvAttributes,
): backend_util.Conv2DInfo =>
  backend_util.computeConv2DInfo(inShape as Rank4, filterShape as Rank4, strides, 1, pad, dimRoundingMode);
