/**
 * Sums and means of matrices and vectors over one axis on the webgl backend, in one program that reads and writes packed
 * texels. tfjs needs up to six programs to transpose, unpack, sum in two steps and pack again.
 */
import type { GPGPUProgram, MathBackendWebGL } from "@tensorflow/tfjs-backend-webgl";
import { util } from "@tensorflow/tfjs-core";
import { attributesOf } from "step-compiler/trace/kernelMeaning";
import { replaceKernel } from "./replace";

/** Maximum number of elements that one fragment sums; for more, tfjs' sum in two steps uses more of the GPU. */
const MAX_SUM_LENGTH = 2048;

interface Reduction {
  /** GLSL: the texel that is read in each iteration over `i`, without padding. */
  readonly texel: (i: string) => string;
  readonly length: number;
  /** GLSL: the result from `sum`, the sum of texels. */
  readonly result: string;
  readonly outShape: number[];
}

/** How to reduce a vector or matrix over one axis. Undefined for other shapes, both axes and long sums, which are left to tfjs. */
function reductionOf(shape: number[], axis: number | number[] | undefined, keepDims: boolean): Reduction | undefined {
  const axes = util.parseAxisParam(axis!, shape);
  const counting = axes.filter((a) => shape[a] !== 1);
  const reduced = counting[0] ?? axes[0];
  if (reduced === undefined || shape.length > 2 || counting.length > 1 || shape[reduced]! > MAX_SUM_LENGTH) return undefined;
  const length = shape[reduced]!;
  const outShape = shape.flatMap((size, a) => (axes.includes(a) ? (keepDims ? [1] : []) : [size]));
  // At the end of an odd axis the second element of a pair is padding. It is excluded by selection, as it may be infinite.
  const within = (at: string, size: number) => (size % 2 === 0 ? "true" : `${at} + 1 < ${size}`);
  if (shape.length === 1) {
    const texel = (i: string) => `mix(vec4(0.0), getX(${i}), bvec4(true, ${within(i, length)}, false, false))`;
    return { texel, length, outShape, result: "vec4(sum.r + sum.g, 0.0, 0.0, 0.0)" };
  }
  const other = shape[1 - reduced]!;
  const at = ["0", "getOutputCoords()", `getOutputCoords()[${1 - reduced}]`][outShape.length]!;
  const pair = reduced === 0 ? "sum.rg + sum.ba" : "sum.rb + sum.ga";
  // Vectors and rows use a texel's upper row, columns its left column.
  const isColumn = outShape.length === 2 && reduced === 1;
  return {
    texel: (i) => reduced === 0
      ? `mix(vec4(0.0), getX(${i}, ${at}), bvec2(true, ${within(i, length)}).rrgg)`
      : `mix(vec4(0.0), getX(${at}, ${i}), bvec2(true, ${within(i, length)}).rgrg)`,
    length, outShape,
    result: `vec4(mix(vec2(0.0), ${pair}, bvec2(true, ${within(at, other)})), 0.0, 0.0)${isColumn ? ".rbga" : ""}`,
  };
}

const programOf = ({ texel, length, result, outShape }: Reduction, divisor: number): GPGPUProgram => ({
  variableNames: ["X"], outputShape: outShape, packedInputs: true, packedOutput: true, enableShapeUniforms: true,
  userCode: `
    void main() {
      vec4 sum = vec4(0.0);
      for (int i = 0; i < ${length}; i += 2) sum += ${texel("i")};
      setOutput(${result} / ${divisor.toFixed(1)});
    }
  `,
});

/** Registers both kernels. Call it after the webgl backend's own kernels are registered; calling it again changes nothing. */
export function registerSumWebgl(): void {
  for (const kernelName of ["Sum", "Mean"] as const) {
    replaceKernel("webgl", kernelName, (original) => (call) => {
      const { x } = call.inputs;
      const { axis, keepDims } = attributesOf<{ axis?: number | number[]; keepDims?: boolean }>(call.attrs);
      const reduction = x?.dtype === "float32" ? reductionOf(x.shape, axis, keepDims ?? false) : undefined;
      if (!x || !reduction) return original(call);
      const divisor = kernelName === "Mean" ? reduction.length : 1;
      return (call.backend as MathBackendWebGL).runWebGLProgram(programOf(reduction, divisor), [x], "float32");
    });
  }
}
