import type { MathBackendCPU } from "@tensorflow/tfjs-backend-cpu";
import { getKernel, registerKernel, unregisterKernel, type TensorInfo } from "@tensorflow/tfjs-core";
import { expect, it } from "vitest";
import { gradeOf, shareOf } from "../../core/browser/machine";
import { defaultsOf } from "../../core/model/hyperparameters";
import { millis } from "../../core/run/ids";
import { findModel } from "../../subject/models/registry";
import { useBackend, wasmPaths } from "../testing";
import { MachineBench } from "./checks";
import { worstOf } from "./models";
import { coarseRenderer } from "../device/backends/renderer";

const openBench = async () => {
  await useBackend("wasm"); // loads the compiler
  return new MachineBench({ wasmPaths, softwareWebgl: false });
};

it("finds WASM correct in kernels and compiled steps, and measures its costs", async () => {
  const bench = await openBench();
  expect(await bench.run("start", { backend: "wasm" })).toMatchObject({ software: true, compiles: true, features: expect.arrayContaining(["simd"]) });
  for (const family of ["products", "sums"] as const) {
    const { comparisons, worst } = await bench.run("kernels", { family });
    expect(comparisons).toBeGreaterThan(5);
    expect(shareOf(worst)).toBeLessThanOrEqual(1);
    expect(worst.off).toBeGreaterThan(0);
  }
  const { comparisons, worst } = await bench.run("model", { model: "vae", mode: "compiled", size: "small", reference: "wasm" });
  expect(comparisons).toBeGreaterThan(30);
  expect(shareOf(worst)).toBeLessThanOrEqual(1);
  expect(await bench.run("pace", { subject: { model: "vae", hyperparameters: defaultsOf(findModel("vae")!.hyperparameters) }, limit: millis(20_000) })).toBeGreaterThan(0);
  const { operationMs, readbackMs } = await bench.run("costs", null);
  expect(operationMs).toBeGreaterThan(0);
  expect(readbackMs).toBeGreaterThanOrEqual(0);
});

it("detects a backend with a wrong kernel", async () => {
  const bench = await openBench();
  await bench.run("start", { backend: "cpu" });
  const honest = getKernel("Relu", "cpu");
  unregisterKernel("Relu", "cpu");
  registerKernel({
    ...honest,
    kernelFunc: (params) => {
      const result = honest.kernelFunc(params) as TensorInfo;
      const values = (params.backend as MathBackendCPU).data.get(result.dataId).values as Float32Array;
      values.forEach((value, i) => { values[i] = value * 1.01; });
      return result;
    },
  });
  try {
    const kernels = await bench.run("kernels", { family: "operations" });
    expect(kernels.worst.name).toContain("relu");
    expect(gradeOf({ kind: "compared", ...kernels })).toBe("wrong");
    const model = await bench.run("model", { model: "vae", mode: "eager", size: "small", reference: "wasm" });
    expect(gradeOf({ kind: "compared", ...model })).toBe("wrong");
  } finally {
    unregisterKernel("Relu", "cpu");
    registerKernel(honest);
  }
  const model = await bench.run("model", { model: "vae", mode: "eager", size: "small", reference: "wasm" });
  expect(gradeOf({ kind: "compared", ...model })).toBe("right");
});

it("rejects impossible tasks, and continues", async () => {
  const bench = await openBench();
  await expect(bench.run("model", { model: "vae", mode: "eager", size: "small", reference: "wasm" })).rejects.toThrow("no backend was started");
  await expect(bench.run("start", { backend: "webgpu" })).rejects.toMatchObject({ code: "backend-unavailable" });
  await bench.run("start", { backend: "cpu" });
  await expect(bench.run("model", { model: "vae", mode: "compiled", size: "small", reference: "wasm" })).rejects.toThrow("no-compiler");
});

it("the worst deviation is the largest relative to its tolerance; NaN is the worst of all", () => {
  const near = { name: "near", off: 1e-4, tolerance: 1e-3 };
  const far = { name: "far", off: 1e-5, tolerance: 1e-6 };
  const lost = { name: "lost", off: NaN, tolerance: 1 };
  expect(worstOf([near, far])).toEqual({ comparisons: 2, worst: far });
  expect(worstOf([lost, near, far]).worst).toBe(lost);
  expect(gradeOf({ kind: "compared", comparisons: 1, worst: lost })).toBe("wrong");
});

it.each([
  ["ANGLE (Intel, Intel(R) UHD Graphics 620 (0x00005917) Direct3D11 vs_5_0 ps_5_0, D3D11-27.20.100.8681)", "Intel(R) UHD Graphics 620"],
  ["ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver-5.0.0)", "Vulkan (SwiftShader Device (Subzero))"],
  ["ANGLE (Apple, ANGLE Metal Renderer: Apple M1, Version 14.5 (Build 23F79))", "ANGLE Metal Renderer: Apple M1"],
  ["ANGLE (NVIDIA Corporation, NVIDIA GeForce RTX 3060/PCIe/SSE2, OpenGL 4.5.0)", "NVIDIA GeForce RTX 3060/PCIe/SSE2"],
  ["Adreno (TM) 740", "Adreno (TM) 740"],
  ["Mesa Intel(R) UHD Graphics 620 (KBL GT2)", "Mesa Intel(R) UHD Graphics 620 (KBL GT2)"],
])("of %s only vendor and device are reported", (name, expected) => {
  expect(coarseRenderer(name)).toBe(expected);
});
