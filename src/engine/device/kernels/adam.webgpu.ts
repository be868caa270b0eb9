/** Adam on the WebGPU backend: three programs, because tfjs' programs have one output each. */
import { webgpu_util, type WebGPUBackend, type WebGPUProgram } from "@tensorflow/tfjs-backend-webgpu";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { registerAdam } from "./adam";

/** WGSL for element `i` of the output; inputs are arrays of f32 or of vec4<f32>, uniforms are f32. */
type Formula = { readonly inputs: readonly string[]; readonly uniforms: readonly string[]; readonly value: string };

const FORMULAS = {
  m: { inputs: ["M", "G"], uniforms: ["decay", "gain"], value: "k.decay * M[i] + k.gain * G[i]" },
  v: { inputs: ["V", "G"], uniforms: ["decay", "gain"], value: "k.decay * V[i] + k.gain * G[i] * G[i]" },
  weight: {
    inputs: ["W", "M", "V"], uniforms: ["rate", "vScale", "epsilon"],
    value: "W[i] - k.rate * M[i] / (sqrt(k.vScale * V[i]) + k.epsilon)",
  },
} as const satisfies Record<string, Formula>;

const WORKGROUP: [number, number, number] = [128, 1, 1];

/** Factors are uniforms: one pipeline for each rank, with and without vectors of four. */
function program(name: keyof typeof FORMULAS, shape: number[]): WebGPUProgram {
  const { inputs, uniforms, value }: Formula = FORMULAS[name];
  const components = shape.reduce((product, size) => product * size, 1) % 4 === 0 ? 4 : 1;
  const dispatchLayout = webgpu_util.flatDispatchLayout(shape);
  return {
    variableNames: [...inputs],
    variableComponents: inputs.map(() => components),
    outputShape: shape,
    outputComponent: components,
    uniforms: uniforms.map((uniform) => `${uniform} : f32, `).join(""),
    size: true,
    workgroupSize: WORKGROUP,
    dispatchLayout,
    dispatch: webgpu_util.computeDispatch(dispatchLayout, shape, WORKGROUP, [components, 1, 1]),
    shaderKey: `adam_${name}_${components}`,
    getUserCode: () => `
      fn main(i : i32) {
        if (i < uniforms.size) {
          result[i] = ${value.replaceAll("k.", "uniforms.")};
        }
      }
    `,
  };
}

/** Registers the kernel; calling it again changes nothing. */
export function registerAdamWebgpu(): void {
  registerAdam<WebGPUBackend>("webgpu", (backend, { weight, m, v, gradient }, factors) => {
    const { beta1, oneMinusBeta1, beta2, oneMinusBeta2, rate, vScale, epsilon } = factors;
    const run = (name: keyof typeof FORMULAS, inputs: TensorInfo[], uniforms: number[]) =>
      backend.runWebGPUProgram(
        program(name, weight.shape), inputs, "float32", uniforms.map((number) => ({ type: "float32", data: [number] })),
      );
    const nextM = run("m", [m, gradient], [beta1, oneMinusBeta1]);
    const nextV = run("v", [v, gradient], [beta2, oneMinusBeta2]);
    const nextWeight = run("weight", [weight, nextM, nextV], [rate, vScale, epsilon]);
    return [nextWeight, nextM, nextV];
  });
}
