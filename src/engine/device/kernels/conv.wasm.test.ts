import fc from "fast-check";
import {
  backend_util, conv2dTranspose, engine, getKernel, memory, reshape, setBackend, tensor, tidy, unregisterKernel, type NamedAttrMap, type Tensor, type Tensor4D,
} from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { normals } from "../../../core/run/philox";
import { useBackend } from "../../testing";
import { registerConvWasm } from "./conv.wasm";

interface Convolution {
  readonly batch: number;
  readonly size: readonly [number, number];
  readonly filter: readonly [number, number];
  readonly channels: readonly [number, number];
  readonly stride: number | [number, number];
  readonly pad: "same" | "valid";
}

const conv = (side: number, channels: readonly [number, number], stride: number, batch = 2): Convolution => ({
  batch, size: [side, side], filter: [3, 3], channels, stride, pad: "same",
});

/** The models' convolutions as written in src/subject/models, by their input or, if transposed, their output. */
const MODELS = [
  conv(28, [1, 32], 2), conv(14, [32, 64], 2), conv(14, [64, 64], 2), conv(28, [32, 64], 2), conv(28, [32, 1], 1),
  conv(28, [1, 16], 2), conv(14, [16, 32], 2), conv(7, [32, 32], 1),
];

/** Enough images that the gradient of the input is computed in parts, the last of them smaller. */
const IN_PARTS = conv(28, [32, 2], 2, 9);

const random = (step: number, shape: readonly number[]) =>
  tensor(normals({ seed: 3, purpose: "sample", step }, shape.reduce((a, n) => a * n, 1)), [...shape]);

/** A convolution and its two gradients, each by one kernel. */
function kernels({ batch, size, filter: sides, channels, stride, pad }: Convolution): Float32Array[] {
  return tidy(() => {
    const xShape: [number, number, number, number] = [batch, ...size, channels[0]];
    const filterShape: [number, number, number, number] = [...sides, ...channels];
    const { outShape } = backend_util.computeConv2DInfo(xShape, filterShape, stride, 1, pad);
    const [x, filter, dy] = [random(0, xShape), random(1, filterShape), random(2, outShape)];
    const attrs = { strides: typeof stride === "number" ? [stride, stride] : stride, pad, dataFormat: "NHWC" };
    const run = (name: string, inputs: Record<string, Tensor>, more: NamedAttrMap) =>
      engine().runKernel<Tensor>(name, inputs, { ...attrs, ...more });
    const results = [
      run("Conv2D", { x, filter }, { dilations: [1, 1] }),
      run("Conv2DBackpropFilter", { x, dy }, { filterShape }),
      run("Conv2DBackpropInput", { dy, filter }, { inputShape: xShape }),
    ];
    [outShape, filterShape, xShape].forEach((shape, i) => expect(results[i]!.shape).toEqual(shape));
    return results.map((result) => result.dataSync<"float32">().slice());
  });
}

/** The relative error in 2-norms. */
function relativeError(actual: Float32Array, right: Float32Array): number {
  const length = (values: Float32Array) => Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return length(actual.map((value, i) => value - right[i]!)) / Math.max(length(right), Number.MIN_VALUE);
}

/** Results of tfjs on cpu, which is slow. */
const known = new Map<string, Float32Array[]>();

async function compare(convolutions: readonly Convolution[]): Promise<void> {
  await setBackend("cpu");
  const right = convolutions.map((convolution) => {
    const name = JSON.stringify(convolution);
    const results = known.get(name) ?? kernels(convolution);
    known.set(name, results);
    return results;
  });
  await setBackend("wasm");
  const before = { tensors: memory().numTensors, data: engine().backend.numDataIds() };
  convolutions.forEach((convolution, which) => {
    kernels(convolution).forEach((result, i) => {
      const name = `${["forwards", "filter", "input"][i]} of ${JSON.stringify(convolution)}`;
      expect(relativeError(result, right[which]![i]!), name).toBeLessThan(2e-6);
    });
  });
  expect({ tensors: memory().numTensors, data: engine().backend.numDataIds() }).toEqual(before);
}

beforeAll(async () => {
  await useBackend("cpu");
  await useBackend("wasm");
});

afterEach(() => {
  vi.restoreAllMocks();
});

describe("convolutions on wasm", () => {
  it("agree with tfjs on cpu for every layer of the models", () => compare([...MODELS, IN_PARTS]), 180_000);

  it("agree for odd and even sides, filters, strides and padding", () => {
    const channels = fc.constantFrom(1, 2, 3, 5, 8, 12);
    const side = fc.integer({ min: 5, max: 9 });
    // tfjs' forward kernel is wrong for strides larger than the filter.
    const taps = fc.integer({ min: 2, max: 5 });
    const convolutions = fc.sample(fc.record({
      batch: fc.integer({ min: 1, max: 5 }),
      size: fc.tuple(side, side),
      filter: fc.tuple(taps, taps),
      channels: fc.tuple(channels, channels),
      stride: fc.constantFrom<Convolution["stride"][]>(1, 2, [1, 2], [2, 1]),
      pad: fc.constantFrom<Convolution["pad"][]>("same", "valid"),
    }), { numRuns: 100, seed: 1 });
    return compare(convolutions);
  });

  it("have the same gradient of the filter if that of their result was an operand of a product in another shape", async () => {
    const [batch, places, filters] = [2, 14 * 14, 16];
    const gradient = () => tidy(() => {
      const [x, dy, a] = [random(0, [batch, 28, 28, 1]), random(2, [batch, 14, 14, filters]), random(3, [3, batch])];
      engine().runKernel("BatchMatMul", { a, b: reshape(dy, [batch, places * filters]) }, { transposeA: false, transposeB: false });
      const attrs = { strides: [2, 2], pad: "same", dataFormat: "NHWC", filterShape: [3, 3, 1, filters] };
      return engine().runKernel<Tensor>("Conv2DBackpropFilter", { x, dy }, attrs).dataSync<"float32">().slice();
    });
    await setBackend("cpu");
    const right = gradient();
    await setBackend("wasm");
    expect(relativeError(gradient(), right)).toBeLessThan(2e-6);
  });

  it("are registered once", () => {
    const config = getKernel("Conv2DBackpropInput", "wasm");
    registerConvWasm();
    expect(getKernel("Conv2DBackpropInput", "wasm")).toBe(config);
  });

  it("agree without our SIMD functions", async () => {
    const names = ["Conv2DBackpropFilter", "Conv2DBackpropInput"];
    const before = names.map((name) => getKernel(name, "wasm"));
    vi.spyOn(WebAssembly, "validate").mockReturnValue(false);
    vi.resetModules();
    const fresh = await import("./conv.wasm");
    for (const name of names) unregisterKernel(name, "wasm");
    const { registerKernel } = await import("@tensorflow/tfjs-core");
    registerKernel(before[1]!);
    fresh.registerConvWasm();
    expect(getKernel(names[1]!, "wasm").kernelFunc).not.toBe(before[1]!.kernelFunc);
    await compare(MODELS.slice(0, 3));
  });
});

it("leaves a transposed convolution to TensorFlow.js if its image is larger than its result", async () => {
  const transposed = () => tidy(() => conv2dTranspose(
    random(0, [1, 8, 8, 3]) as Tensor4D, random(1, [3, 3, 2, 3]) as Tensor4D, [1, 4, 4, 2], 1, "same",
  ).dataSync<"float32">().slice());
  await setBackend("cpu");
  const right = transposed();
  await useBackend("wasm");
  const result = transposed();
  expect(result.length).toBe(right.length);
  expect(relativeError(result, right)).toBeLessThan(2e-6);
});
