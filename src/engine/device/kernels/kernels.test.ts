import { createRequire } from "node:module";
import { dirname } from "node:path";
import "@tensorflow/tfjs-backend-cpu";
import { setWasmPaths, type BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import {
  engine, env, getKernel, matMul, setBackend, softplus, tanh, tensor, tidy,
} from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { normals } from "../../../core/run/philox";
import { registerConvWasm } from "./conv.wasm";
import { checkKernels, kernelChecks } from "./kernelChecks";
import { registerMatMulCpu } from "./matMul.cpu";
import { fastestPlan, registerMatMulWasm } from "./matMul.wasm";
import { reduction, registerSumWasm } from "./sum.wasm";
import { linked } from "./wasmAssembler";
import { registerElementwiseWasm } from "./elementwise.wasm";

const SHAPES = [[1, 2, 3, 4], [1, 33, 50, 70], [1, 16, 784, 40], [1, 64, 20, 300], [4, 20, 30, 40]] as const;
const FLAGS = [[false, false], [true, false], [false, true], [true, true]] as const;

function products(): number[][] {
  const random = (step: number, size: number) => normals({ seed: 2, purpose: "sample", step }, size);
  return SHAPES.flatMap(([batch, m, k, n]) => FLAGS.map(([transposeA, transposeB]) => {
    const result = tidy(() => matMul(
      tensor(random(0, batch * m * k), [batch, ...(transposeA ? [k, m] : [m, k])]),
      tensor(random(1, batch * k * n), [batch, ...(transposeB ? [n, k] : [k, n])]),
      transposeA, transposeB,
    ));
    const numbers = [...result.dataSync()];
    result.dispose();
    return numbers;
  }));
}

async function start(backend: "cpu" | "wasm"): Promise<void> {
  if (!(await setBackend(backend))) throw new Error(`${backend} did not start`);
}

beforeAll(() => {
  env().set("WASM_HAS_MULTITHREAD_SUPPORT", false);
  setWasmPaths(`${dirname(createRequire(import.meta.url).resolve("@tensorflow/tfjs-backend-wasm"))}/`);
});

afterEach(() => {
  vi.restoreAllMocks();
});

function expectNear(actual: number[][], plain: number[][]): void {
  actual.forEach((numbers, which) => {
    const scale = Math.max(...plain[which]!.map(Math.abs));
    expect(numbers.length).toBe(plain[which]!.length);
    const error = Math.max(...numbers.map((number, i) => Math.abs(number - plain[which]![i]!)));
    expect(error).toBeLessThanOrEqual(1e-5 * scale);
  });
}

describe("cpu", () => {
  it("gives the products of plain tfjs", async () => {
    await start("cpu");
    const plain = products();
    registerMatMulCpu();
    expectNear(products(), plain);
  });

  it("agrees with double precision and leaves nothing behind", async () => {
    await start("cpu");
    registerMatMulCpu();
    const checks = await checkKernels("cpu");
    expect(checks.filter(({ maxError }) => !(maxError <= 1e-5))).toEqual([]);
  });
});

describe("wasm", () => {
  it("gives the products of plain tfjs", async () => {
    await start("wasm");
    const plain = products();
    registerMatMulWasm();
    const better = getKernel("BatchMatMul", "wasm").kernelFunc;
    registerMatMulWasm();
    expect(getKernel("BatchMatMul", "wasm").kernelFunc).toBe(better);
    expectNear(products(), plain);
  });

  it("agrees with double precision and leaves nothing behind", async () => {
    await start("wasm");
    registerMatMulWasm();
    registerElementwiseWasm();
    registerSumWasm();
    registerConvWasm();
    const checks = await checkKernels("wasm");
    expect(checks.filter(({ maxError }) => !(maxError <= 1e-5))).toEqual([]);
  });

  it("links functions into the backend's own memory, once for each backend", async () => {
    await start("wasm");
    const link = linked({ parameters: ["i32", "i32", "i32"], write: () => [] });
    const backend = engine().backend as BackendWasm;
    expect(link(backend)).toBeTypeOf("function");
    expect(link(backend)).toBe(link(backend));
  });

  it("preserves the digits of small softplus and tanh, and NaN", async () => {
    await start("wasm");
    registerElementwiseWasm();
    const small = [-60, -20, -8, -1e-3, 1e-3];
    const special = [NaN, Infinity, -Infinity, 0];
    const [plus, tangent] = tidy(() => {
      const x = tensor([...small, ...special]);
      return [softplus(x).dataSync(), tanh(x).dataSync()] as const;
    });
    small.forEach((x, i) => {
      expect(plus[i]! / Math.log1p(Math.exp(x))).toBeCloseTo(1, 5);
      expect(tangent[i]! / Math.tanh(x)).toBeCloseTo(1, 5);
    });
    expect([...plus.slice(5, 7)]).toEqual([NaN, Infinity]);
    expect(plus[7]).toBeCloseTo(0, 30);
    expect([...tangent.slice(5)]).toEqual([NaN, 1, -1, 0]);
  });

  it("falls back to TensorFlow.js without SIMD", async () => {
    await start("wasm");
    const validate = vi.spyOn(WebAssembly, "validate").mockReturnValue(false);
    vi.resetModules();
    const fresh = await import("./sum.wasm");
    fresh.registerSumWasm();
    const checks = await kernelChecks.sums();
    expect(validate).toHaveBeenCalled();
    expect(checks.filter(({ maxError }) => !(maxError <= 1e-5))).toEqual([]);
  });

  it("survives the growth of its memory", async () => {
    await start("wasm");
    const backend = engine().backend as BackendWasm;
    const first = tensor([1]);
    const size = backend.typedArrayFromHeap(first).buffer.byteLength;
    const large = Array.from({ length: 8 }, () => tensor(new Float32Array(4_000_000)));
    expect(backend.typedArrayFromHeap(first).buffer.byteLength).toBeGreaterThan(size);
    const checks = [...await kernelChecks.products(), ...await kernelChecks.convolutions(), ...await kernelChecks.sums()];
    for (const held of [first, ...large]) held.dispose();
    expect(checks.filter(({ maxError }) => !(maxError <= 1e-5))).toEqual([]);
  });
});

describe("the fastest way to compute a product", () => {
  it("swaps operands if the larger one would have to be rearranged", () => {
    expect(fastestPlan({ m: 128, k: 784, n: 400, transposeA: false, transposeB: true })).toBe("swapped");
    expect(fastestPlan({ m: 784, k: 128, n: 400, transposeA: true, transposeB: false })).toBe("straight");
  });
  it("leaves small products to tfjs", () => {
    expect(fastestPlan({ m: 8, k: 8, n: 8, transposeA: true, transposeB: false })).toBe("flagged");
    expect(fastestPlan({ m: 400, k: 128, n: 2, transposeA: true, transposeB: false })).toBe("flagged");
  });
});

describe("a sum", () => {
  it("is over rows or columns of a matrix", () => {
    expect(reduction([128, 784], [0], false)).toEqual({ over: "rows", rows: 128, columns: 784, outShape: [784] });
    expect(reduction([128, 784], -1, true)).toEqual({ over: "columns", rows: 128, columns: 784, outShape: [128, 1] });
    expect(reduction([2, 3, 40], [0, 1], false)).toEqual({ over: "rows", rows: 6, columns: 40, outShape: [40] });
    expect(reduction([2, 3, 40], [2, 1], false)).toEqual({ over: "columns", rows: 2, columns: 120, outShape: [2] });
  });
  it("is left to tfjs otherwise", () => {
    expect(reduction([128, 2], 1, false)).toBeUndefined();
    expect(reduction([128, 784], [0, 1], false)).toBeUndefined();
    expect(reduction([20, 30, 40], [1], false)).toBeUndefined();
    expect(reduction([], [], false)).toBeUndefined();
  });
});
