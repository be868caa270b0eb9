/** Checks the public interface on a device, in a page of a browser. */
import { normals } from "../ir/random";
import { sizeOf } from "../ir/graph";
import { CASE_INPUTS, CASES } from "../trace/library/testing";
import { largestError, type Check } from "../wgsl/check";
import { compile, type CompileOptions } from "./compile";
import { REGRESSION, regression } from "./testing";

/** Computes a step of every kernel of the library on the device and on WebAssembly. */
async function checkLibrary(device: GPUDevice): Promise<Check[]> {
  const results = async (options: CompileOptions) => {
    const step = await compile((tensors) => Object.fromEntries(Object.entries(CASES).map(([name, of]) => [name, of(tensors as Parameters<typeof of>[0])])), { inputs: CASE_INPUTS }, options);
    Object.entries(CASE_INPUTS).forEach(([name, shape], i) => step.write(name, Float32Array.from(normals(3, i, sizeOf(shape)))));
    step.run();
    const all = await Promise.all(Object.keys(CASES).map(async (name) => [name, await step.read(name)] as const));
    step.dispose();
    return all;
  };
  const expected = Object.fromEntries(await results({ backend: "wasm" }));
  return (await results({ backend: "webgpu", device })).map(([name, values]) => ({ name, maxError: largestError(values, expected[name]!) }));
}

/** Trains a small regression on a device of its own, on the given one, and on WebAssembly with two threads, and compares the weights. */
async function checkTraining(device: GPUDevice): Promise<Check[]> {
  const expected = await trained({ backend: "wasm" });
  const others: readonly [string, CompileOptions][] = [["a device of its own", { backend: "webgpu" }], ["the given device", { backend: "webgpu", device }], ["two threads", { threads: 2 }]];
  const checks: Check[] = [];
  for (const [name, options] of others) checks.push({ name: `compile for ${name}`, maxError: largestError(await trained(options), expected) });
  return checks;
}

/** Runs all checks. */
export const checkCompiled = async (device: GPUDevice): Promise<Check[]> => [...await checkTraining(device), ...await checkLibrary(device)];

async function trained(options: CompileOptions): Promise<Float32Array> {
  const step = await compile(regression, REGRESSION, options);
  step.write("rate", 0.3);
  for (let i = 0; i < 10; i++) {
    step.write("x", Float32Array.from(normals(7, 2 * i, 128 * 64)));
    step.write("y", Float32Array.from(normals(7, 2 * i + 1, 128 * 32)));
    step.run();
  }
  const w = await step.read("w");
  step.dispose();
  return w;
}
