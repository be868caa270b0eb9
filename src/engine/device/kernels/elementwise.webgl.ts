/**
 * Elementwise kernels on the webgl backend. Most of tfjs' kernels work on packed texels (two rows and two columns); some do
 * not, and every conversion is a program of its own. Here scalars from JavaScript become uniforms, whereas tfjs uploads and
 * packs a texture for each.
 */
import type { GPGPUProgram, MathBackendWebGL } from "@tensorflow/tfjs-backend-webgl";
import type { TensorInfo } from "@tensorflow/tfjs-core";
import { attributesOf } from "step-compiler/trace/kernelMeaning";
import { replaceKernel } from "./replace";

/** Functions of a texel x. If f(0) ≠ 0, padding must be masked, because tfjs' packed products need it to be 0. */
const FUNCTIONS: Readonly<Record<string, { value(attrs: { alpha?: number }): string; ofZero: "zero" | "something" }>> = {
  Square: { value: () => "x * x", ofZero: "zero" },
  Step: {
    value: ({ alpha = 0 }) => `mix(mix(vec4(${alpha.toFixed(6)}), vec4(1.0), greaterThan(x, vec4(0.0))), x, isnan(x))`,
    ofZero: "zero",
  },
  Tanh: { value: () => "sign(x) * (1.0 - exp(-2.0 * abs(x))) / (1.0 + exp(-2.0 * abs(x)))", ofZero: "zero" },
  Softplus: { value: () => "max(x, vec4(0.0)) + log(1.0 + exp(-abs(x)))", ofZero: "something" },
};

/** Operations on a texel x and a scalar s. */
const WITH_NUMBER: Readonly<Record<string, { right: string; left?: string }>> = {
  Add: { right: "x + s", left: "x + s" },
  Sub: { right: "x - s", left: "s - x" },
  Multiply: { right: "x * s", left: "x * s" },
  // A scalar divided by padding would be infinite.
  RealDiv: { right: "x / s" },
};

const isFilled = (shape: readonly number[]) => shape.length === 2 && shape.every((size) => size % 2 === 0);

/** Returns a program for a tensor of this shape. `value`: GLSL expression of the texel x and the float uniforms. */
export function texelwise(value: string, shape: number[], uniforms: readonly string[] = []): GPGPUProgram {
  return {
    variableNames: ["X"], outputShape: shape, packedInputs: true, packedOutput: true,
    // tfjs passes shapes up to rank 4 as uniforms.
    enableShapeUniforms: shape.length <= 4,
    customUniforms: uniforms.map((name) => ({ name, type: "float" })),
    userCode: `
      void main() {
        vec4 x = getXAtOutCoords();
        setOutput(${value});
      }
    `,
  };
}

/** The value of a one-element tensor that is not on the GPU and has no more axes than `other`; otherwise undefined. */
function numberOf(backend: MathBackendWebGL, { dataId, shape, dtype }: TensorInfo, other: TensorInfo): number | undefined {
  if (dtype !== "float32" || shape.length > other.shape.length || shape.some((size) => size !== 1)) return undefined;
  const { texture, values } = backend.texData.get(dataId);
  const number = texture ? undefined : values?.[0];
  return typeof number === "number" ? number : undefined;
}

/** Registers all kernels. Call it after the webgl backend's own kernels are registered; calling it again changes nothing. */
export function registerElementwiseWebgl(): void {
  for (const [kernelName, { value, ofZero }] of Object.entries(FUNCTIONS)) {
    replaceKernel("webgl", kernelName, (original) => (call) => {
      const { x } = call.inputs;
      if (x?.dtype !== "float32" || !(ofZero === "zero" || isFilled(x.shape))) return original(call);
      const code = value(attributesOf(call.attrs) ?? {});
      return (call.backend as MathBackendWebGL).runWebGLProgram(texelwise(code, x.shape), [x], "float32");
    });
  }
  for (const [kernelName, { left, right }] of Object.entries(WITH_NUMBER)) {
    replaceKernel("webgl", kernelName, (original) => (call) => {
      const { a, b } = call.inputs;
      const backend = call.backend as MathBackendWebGL;
      if (!a || !b || a.dtype !== "float32" || b.dtype !== "float32") return original(call);
      const run = (value: string, x: TensorInfo, number: number) =>
        backend.runWebGLProgram(texelwise(value, x.shape, ["s"]), [x], "float32", [[number]]);
      // If neither is on the GPU, tfjs computes in JavaScript.
      const onGpu = ({ dataId }: TensorInfo) => Boolean(backend.texData.get(dataId).texture);
      const [atLeft, atRight] = [onGpu(b) ? numberOf(backend, a, b) : undefined, onGpu(a) ? numberOf(backend, b, a) : undefined];
      if (atRight !== undefined) return run(right, a, atRight);
      if (atLeft !== undefined && left) return run(left, b, atLeft);
      return original(call);
    });
  }
}
