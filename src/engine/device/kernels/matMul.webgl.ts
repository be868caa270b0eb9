/**
 * Products of two matrices on the webgl backend. Reading textures dominates the time: a texel holds two rows and two
 * columns, and computing one reads two texels for eight multiplications. So four texels are written at a time, one in each
 * quarter of the product, which halves the reads, and the quarters are then copied into one matrix.
 */
import type { MathBackendWebGL } from "@tensorflow/tfjs-backend-webgl";
import { env, type TensorInfo } from "@tensorflow/tfjs-core";
import { draw, memoisedPrograms, join, type MultiTargetProgram } from "./draw.webgl";
import { matrixSizes, replaceKernel, type MatrixSizes } from "./replace";

/** Row and column of each quarter. */
const QUARTERS = [[0, 0], [0, 1], [1, 0], [1, 1]] as const;

/** The even length of an axis' halves, in elements. If an axis has an odd number of texels, both halves contain the middle one. */
const half = (size: number) => 2 * Math.ceil(size / 4);

/**
 * [m,k]·[k,n], all even. A texel's components are r g in the upper row and b a in the lower one, so that r b and g a are the
 * rows of its transpose. Texels are sampled at their centres: fetching by integer takes longer (on SwiftShader at least).
 */
function programOf({ m, k, n, transposeA, transposeB }: MatrixSizes): MultiTargetProgram {
  const place = (fragment: string, quarter: number, size: number) =>
    `(${fragment} + ${(quarter * (size - half(size)) / 2).toFixed(1)}) * ${(2 / size).toFixed(12)}`;
  const read = (matrix: string, outer: string, isRow: boolean, transposed: boolean) =>
    `texture(${matrix}, ${isRow ? `vec2(at, ${outer})` : `vec2(${outer}, at)`})${transposed ? ".rbga" : ""}`;
  const round = (index: number) => `
        at = (float(i) + ${(index + 0.5).toFixed(1)}) * ${(2 / k).toFixed(12)};
        a0 = ${read("A", "row0", !transposeA, transposeA)};
        a1 = ${read("A", "row1", !transposeA, transposeA)};
        b0 = ${read("B", "column0", transposeB, transposeB)};
        b1 = ${read("B", "column1", transposeB, transposeB)};
        ${QUARTERS.map(([row, column]) => `
        sum${row}${column} += a${row}.rrbb * b${column}.rgrg;
        sum${row}${column} += a${row}.ggaa * b${column}.baba;`).join("")}`;
  // Unrolled to test less often for the loop's end.
  const unrolled = [4, 2, 1].find((count) => (k / 2) % count === 0)!;
  return {
    inputs: ["A", "B"],
    uniforms: [],
    outputs: QUARTERS.map(([row, column]) => `quarter${row}${column}`),
    // Sums are in local variables, because outputs that are added to would stay in memory.
    body: `
      float row0 = ${place("gl_FragCoord.y", 0, m)}, row1 = ${place("gl_FragCoord.y", 1, m)};
      float column0 = ${place("gl_FragCoord.x", 0, n)}, column1 = ${place("gl_FragCoord.x", 1, n)};
      vec4 sum00 = vec4(0.0), sum01 = vec4(0.0), sum10 = vec4(0.0), sum11 = vec4(0.0);
      for (int i = 0; i < ${k / 2}; i += ${unrolled}) {
        float at;
        vec4 a0, a1, b0, b1;${Array.from({ length: unrolled }, (_, index) => round(index)).join("")}
      }
      ${QUARTERS.map(([row, column]) => `quarter${row}${column} = sum${row}${column};`).join(" ")}
    `,
  };
}

const programFor = memoisedPrograms((sizes: MatrixSizes) => Object.values(sizes).join(), programOf);

/** Returns whether it is a matrix that fits into a texture without rearrangement. */
function isPlain({ shape }: TensorInfo): boolean {
  const largest = env().getNumber("WEBGL_MAX_TEXTURE_SIZE");
  return shape.length === 2 && shape.every((size) => size % 2 === 0 && size <= largest);
}

/** Registers the kernels. Call it after the webgl backend's own kernels are registered; calling it again changes nothing. */
export function registerMatMulWebgl(): void {
  replaceKernel("webgl", "BatchMatMul", (original) => (call) => {
    const { a, b } = call.inputs;
    if (!a || !b || !isPlain(a) || !isPlain(b)) return original(call);
    const sizes = matrixSizes(call);
    const { m, n } = sizes;
    // A single texel has no quarters.
    if (m < 4 || n < 4) return original(call);
    const backend = call.backend as MathBackendWebGL;
    const quarters = draw(backend, programFor(sizes), [a, b], [], [half(m), half(n)]);
    const places = QUARTERS.map(([row, column]) => [column * (n - half(n)), row * (m - half(m))] as const);
    return join(backend, quarters, places, [m, n]);
  });
}
