import { createRequire } from "node:module";
import { dirname } from "node:path";
import "@tensorflow/tfjs-backend-cpu";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import { engine, env, getKernel, matMul, setBackend, softplus, tensor, tidy, unregisterKernel } from "@tensorflow/tfjs-core";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { normals } from "../../core/philox";
import { ADAM_UPDATE } from "./adam";
import { registerAdamCpu } from "./adam.cpu";
import { registerAdamWasm } from "./adam.wasm";
import { checkKernels } from "./kernels.browser";
import { fastestWay, registerMatMulWasm } from "./matMul.wasm";
import { reduction, registerSumWasm } from "./sum.wasm";
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

describe("cpu", () => {
  it("agrees with double precision and leaves nothing behind", async () => {
    await start("cpu");
    registerAdamCpu();
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
    products().forEach((numbers, which) => {
      const scale = Math.max(...plain[which]!.map(Math.abs));
      numbers.forEach((number, i) => expect(Math.abs(number - plain[which]![i]!)).toBeLessThanOrEqual(1e-5 * scale));
    });
  });

  it("agrees with double precision and leaves nothing behind", async () => {
    await start("wasm");
    registerAdamWasm();
    registerMatMulWasm();
    registerElementwiseWasm();
    registerSumWasm();
    const checks = await checkKernels("wasm");
    expect(checks.filter(({ maxError }) => !(maxError <= 1e-5))).toEqual([]);
  });

  it("keeps the digits of softplus far below zero, and what is not a number", async () => {
    await start("wasm");
    registerElementwiseWasm();
    registerSumWasm();
    const values = [-60, -20, -8, 60, NaN, Infinity, -Infinity];
    const result = tidy(() => softplus(tensor(values))).dataSync();
    [-60, -20, -8].forEach((x, i) => expect(result[i]! / Math.log1p(Math.exp(x))).toBeCloseTo(1, 6));
    expect(result[3]).toBe(60);
    expect(result[4]).toBeNaN();
    expect(result[5]).toBe(Infinity);
    expect(result[6]).toBeCloseTo(0, 30);
  });

  it("falls back to JavaScript where there is no SIMD", async () => {
    await start("wasm");
    unregisterKernel(ADAM_UPDATE, "wasm");
    const validate = vi.spyOn(WebAssembly, "validate").mockReturnValue(false);
    vi.resetModules();
    const fresh = await import("./adam.wasm");
    fresh.registerAdamWasm();
    const checks = await checkKernels("wasm");
    expect(validate).toHaveBeenCalled();
    expect(checks.filter(({ maxError }) => !(maxError <= 1e-5))).toEqual([]);
  });

  it("survives the growth of its memory", async () => {
    await start("wasm");
    const buffer = (engine().backend as unknown as { wasm: { HEAPU8: Uint8Array } }).wasm;
    const size = buffer.HEAPU8.length;
    const large = Array.from({ length: 8 }, () => tensor(new Float32Array(4_000_000)));
    expect(buffer.HEAPU8.length).toBeGreaterThan(size);
    const checks = await checkKernels("wasm");
    for (const held of large) held.dispose();
    expect(checks.filter(({ maxError }) => !(maxError <= 1e-5))).toEqual([]);
  });
});

describe("the way to a product", () => {
  it("turns round what would rearrange the larger operand", () => {
    expect(fastestWay(128, 784, 400, false, true)).toBe("swapped");
    expect(fastestWay(784, 128, 400, true, false)).toBe("straight");
  });
  it("leaves small ones alone", () => {
    expect(fastestWay(8, 8, 8, true, false)).toBe("flagged");
    expect(fastestWay(400, 128, 2, true, false)).toBe("flagged");
  });
});
