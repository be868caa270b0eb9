import { expect, test } from "vitest";
import { BACKENDS, isGpu } from "./runConfig";

test("WebGPU and WebGL compute on the GPU, the other backends do not", () => {
  expect(BACKENDS.filter(isGpu)).toEqual(["webgpu", "webgl"]);
  expect(isGpu(undefined)).toBe(false);
});
