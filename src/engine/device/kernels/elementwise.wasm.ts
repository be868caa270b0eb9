/**
 * softplus and tanh on the wasm backend by SIMD: tfjs' own kernels take 14 ns per element, and the loss of a VAE or the images
 * of a GAN need 100,000 of them in each step. tfjs' gradients of both are fast enough.
 */
import type { BackendWasm } from "@tensorflow/tfjs-backend-wasm";
import { get, i32 } from "step-compiler/wasm/assembler";
import { Block, MAP_CODE, Numbers } from "step-compiler/wasm/math";
import { replaceKernel } from "./replace";
import { forEachVector, linked } from "./wasmAssembler";

const [INPUT, OUTPUT, BYTES] = [0, 1, 2] as const;

function register(kernelName: string, fn: "softplus" | "tanh"): void {
  const simd = linked({
    parameters: ["i32", "i32", "i32"],
    write: (locals) => {
      const numbers = new Numbers(locals);
      const loops = forEachVector(locals, BYTES, ({ load, store }, at) => {
        // No relaxed SIMD: every browser must round the same way, so that a link gives the same results.
        const block = new Block(numbers, false);
        const x = block.let(load(i32.add(get(INPUT), at)));
        const value = MAP_CODE[fn](block, x, x);
        return [block.statements, store(i32.add(get(OUTPUT), at), value)];
      });
      return [numbers.code, loops];
    },
  });
  replaceKernel("wasm", kernelName, (original) => (call) => {
    const { x } = call.inputs;
    const backend = call.backend as BackendWasm;
    const run = x?.dtype === "float32" ? simd(backend) : undefined;
    if (!x || !run) return original(call);
    const output = backend.makeOutput(x.shape, "float32");
    const bytes = x.shape.reduce((product, size) => product * size, 4);
    run(backend.getMemoryOffset(x.dataId), backend.getMemoryOffset(output.dataId), bytes);
    return output;
  });
}

/** Registers both kernels. Call it after the wasm backend's own kernels are registered; calling it again changes nothing. */
export function registerElementwiseWasm(): void {
  register("Softplus", "softplus");
  register("Tanh", "tanh");
}
