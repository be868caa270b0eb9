/**
 * Products of two matrices on the webgl backend. A packed texel holds two rows and two columns; tfjs' own program asks
 * for texels by row and column, and works out at every one of them where in the texture they lie. Where the texture is
 * laid out as the matrix is, their places are known.
 */
import type { GPGPUProgram, MathBackendWebGL } from "@tensorflow/tfjs-backend-webgl";
import { env, type TensorInfo } from "@tensorflow/tfjs-core";
import { replaceKernel } from "./replace";

/**
 * [m,k]·[k,n], all even. A texel's four numbers: r g in the upper row, b a in the lower one, so that r b and g a are the
 * rows of its transpose. Sampled at their centres: fetching texels by whole numbers takes longer, on SwiftShader at least.
 */
function program(m: number, k: number, n: number, transposeA: boolean, transposeB: boolean): GPGPUProgram {
  const texel = (index: string, size: number) => `(${index}) * ${(2 / size).toFixed(12)}`;
  return {
    variableNames: ["A", "B"],
    outputShape: [m, n],
    packedInputs: true,
    packedOutput: true,
    enableShapeUniforms: true,
    userCode: `
      void main() {
        float row = ${texel("gl_FragCoord.y", m)};
        float column = ${texel("gl_FragCoord.x", n)};
        vec4 sum = vec4(0.0);
        for (int i = 0; i < ${k / 2}; i++) {
          float at = ${texel("float(i) + 0.5", k)};
          vec4 a = texture(A, ${transposeA ? "vec2(row, at)).rbga" : "vec2(at, row))"};
          vec4 b = texture(B, ${transposeB ? "vec2(at, column)).rbga" : "vec2(column, at))"};
          sum += a.rrbb * b.rgrg;
          sum += a.ggaa * b.baba;
        }
        setOutput(sum);
      }
    `,
  };
}

/** Whether it is a matrix whose packed texture is laid out as it is; what is not packed yet will be when it is used. */
function isPlain(backend: MathBackendWebGL, { dataId, shape }: TensorInfo): boolean {
  const largest = env().getNumber("WEBGL_MAX_TEXTURE_SIZE");
  if (shape.length !== 2 || shape.some((size) => size % 2 === 1 || size > largest)) return false;
  const { texture, isPacked, texShape } = backend.texData.get(dataId);
  return !texture || !isPacked || (texShape?.[0] === shape[0] && texShape?.[1] === shape[1]);
}

/** Call it after the webgl backend's own kernels are registered; calling it again changes nothing. */
export function registerMatMulWebgl(): void {
  replaceKernel("webgl", "BatchMatMul", (original) => (call) => {
    const { a, b } = call.inputs;
    const backend = call.backend as MathBackendWebGL;
    const { transposeA, transposeB } = call.attrs ?? {};
    if (!a || !b || !isPlain(backend, a) || !isPlain(backend, b)) return original(call);
    const [m, k] = transposeA ? [a.shape[1]!, a.shape[0]!] : [a.shape[0]!, a.shape[1]!];
    const n = transposeB ? b.shape[0]! : b.shape[1]!;
    return backend.runWebGLProgram(program(m, k, n, Boolean(transposeA), Boolean(transposeB)), [a, b], "float32");
  });
}
