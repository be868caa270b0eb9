/** Adam on the WebGL backend: three programs, as a fragment shader writes one texture. */
import type { GPGPUProgram, MathBackendWebGL } from "@tensorflow/tfjs-backend-webgl";
import { registerAdam } from "./adam";

/** GLSL for four numbers of the output at once. */
type Formula = { readonly inputs: readonly string[]; readonly uniforms: readonly string[]; readonly value: string };

const FORMULAS = {
  m: { inputs: ["M", "G"], uniforms: ["decay", "gain"], value: "decay * M + gain * G" },
  v: { inputs: ["V", "G"], uniforms: ["decay", "gain"], value: "decay * V + gain * G * G" },
  weight: {
    inputs: ["W", "M", "V"], uniforms: ["rate", "vScale", "epsilon"],
    value: "W - rate * M / (sqrt(vScale * V) + epsilon)",
  },
} as const satisfies Record<string, Formula>;

/**
 * Numbers that change come in as uniforms, so that a shader is compiled once for a kind of shape. Packed: padding
 * texels stay 0, which tfjs' packed products rely on, because ε > 0.
 */
function program({ inputs, uniforms, value }: Formula, shape: number[]): GPGPUProgram {
  return {
    variableNames: [...inputs],
    outputShape: shape,
    packedInputs: true,
    packedOutput: true,
    // tfjs passes shapes as uniforms up to rank 4.
    enableShapeUniforms: shape.length <= 4,
    customUniforms: uniforms.map((name) => ({ name, type: "float" })),
    userCode: `
      void main() {
        ${inputs.map((name) => `vec4 ${name} = get${name}AtOutCoords();`).join("\n        ")}
        setOutput(${value});
      }
    `,
  };
}

export function registerAdamWebgl(): void {
  registerAdam<MathBackendWebGL>("webgl", (backend, { weight, m, v, gradient }, factors) => {
    const { beta1, oneMinusBeta1, beta2, oneMinusBeta2, rate, vScale, epsilon } = factors;
    const { shape } = weight;
    const run = (formula: Formula, inputs: typeof weight[], uniforms: number[]) =>
      backend.runWebGLProgram(program(formula, shape), inputs, "float32", uniforms.map((number) => [number]));
    const nextM = run(FORMULAS.m, [m, gradient], [beta1, oneMinusBeta1]);
    const nextV = run(FORMULAS.v, [v, gradient], [beta2, oneMinusBeta2]);
    const nextWeight = run(FORMULAS.weight, [weight, nextM, nextV], [rate, vScale, epsilon]);
    return [nextWeight, nextM, nextV];
  });
}
