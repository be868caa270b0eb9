/** Checks the public interface on a device, in a page of a browser. */
import { normals } from "../ir/random";
import { largestError, type Check } from "../wgsl/check";
import { compile, type CompileOptions } from "./compile";
import { REGRESSION, regression } from "./testing";

/** Trains a small regression on a device of its own, on the given one, and on WebAssembly with two threads, and compares the weights. */
export async function checkCompiled(device: GPUDevice): Promise<Check[]> {
  const expected = await trained({ backend: "wasm" });
  const others: readonly [string, CompileOptions][] = [["a device of its own", { backend: "webgpu" }], ["the given device", { backend: "webgpu", device }], ["two threads", { threads: 2 }]];
  const checks: Check[] = [];
  for (const [name, options] of others) checks.push({ name: `compile for ${name}`, maxError: largestError(await trained(options), expected) });
  return checks;
}

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
