/**
 * The gradient of a convolution's filter on the webgl backend, on packed texels: two channels of the images by two of the
 * result, for two positions at a time. tfjs' own kernel reads two textures for every multiplication.
 */
import type { MathBackendWebGL } from "@tensorflow/tfjs-backend-webgl";
import { getTextureShapeFromLogicalShape } from "@tensorflow/tfjs-backend-webgl/dist/webgl_util";
import { util, type backend_util } from "@tensorflow/tfjs-core";
import { attributesOf } from "step-compiler/trace/kernelMeaning";
import { draw, memoisedPrograms, type MultiTargetProgram } from "./draw.webgl";
import { convInfo, replaceKernel, type ConvAttributes } from "./replace";

type Images = readonly [batch: number, height: number, width: number, channels: number];

/** Integers up to this one, and the halves between them, are exact in float32. */
const LARGEST_INDEX = 2 ** 22;

/** The layout of packed images in their texture: texels one after the other, in lines. */
function layoutOf([batch, height, width, channels]: Images) {
  const [rows, columns] = getTextureShapeFromLogicalShape([batch, height, width, channels], true);
  const [across, deep] = [Math.ceil(width / 2), Math.ceil(channels / 2)];
  return { across, deep, lines: rows / 2, inLine: columns / 2, count: batch * height * across * deep };
}

const float = (value: number) => value.toFixed(1);

/** GLSL: reads the texel with an integer index. It divides as floats, because integer division is slow (on SwiftShader at least). */
const read = (texture: string, { inLine, lines }: ReturnType<typeof layoutOf>, index: string) => `
  float ${index}Line = floor((${index} + 0.5) / ${float(inLine)});
  vec4 ${texture.toLowerCase()} = texture(${texture}, vec2(
    (${index} - ${index}Line * ${float(inLine)} + 0.5) / ${float(inLine)}, (${index}Line + 0.5) / ${float(lines)}));`;

/** dw[i,j,c,o] = Σ x[b, p·s + i − top, q·s + j − left, c] dy[b,p,q,o], a texel: c and c + 1 down, o and o + 1 across. */
function programOf(info: backend_util.Conv2DInfo): MultiTargetProgram {
  const { batchSize, inHeight, inWidth, outHeight, outWidth, strideHeight, strideWidth, padInfo } = info;
  const x = layoutOf(info.inShape);
  const dy = layoutOf(info.outShape);
  const place = (name: string, offset: number, row: string) => `{
            float column = start + ${float(offset * strideWidth)};
            float xIndex = fromX + floor(column * 0.5) * ${float(x.deep)};
            ${read("X", x, "xIndex")}
            bool inside = column >= 0.0 && column < ${float(inWidth)}${
              offset === 1 && outWidth % 2 === 1 ? ` && q + 1.0 < ${float(outWidth)}` : ""};
            vec2 ${name} = fract(column * 0.5) > 0.25 ? x.ba : x.rg;
            part += inside ? ${name}.xxyy * dy.${row} : vec4(0.0);
          }`;
  return {
    inputs: ["X", "DY"], uniforms: [], outputs: ["dw"],
    // Each image is summed separately, because rounding errors grow with the number of terms in a sum.
    body: `
      float line = floor(gl_FragCoord.y);
      float tap = floor((line + 0.5) / ${float(x.deep)});
      float c = line - tap * ${float(x.deep)};
      float o = floor(gl_FragCoord.x);
      float i = floor((tap + 0.5) / ${float(info.filterWidth)});
      float j = tap - i * ${float(info.filterWidth)};
      vec4 sum = vec4(0.0);
      for (float image = 0.0; image < ${float(batchSize)}; image++) {
        vec4 part = vec4(0.0);
        for (float p = 0.0; p < ${float(outHeight)}; p++) {
          float row = p * ${float(strideHeight)} + i - ${float(padInfo.top)};
          if (row < 0.0 || row >= ${float(inHeight)}) continue;
          float fromX = (image * ${float(inHeight)} + row) * ${float(x.across * x.deep)} + c;
          float fromDy = (image * ${float(outHeight)} + p) * ${float(dy.across * dy.deep)} + o;
          for (float q = 0.0; q < ${float(outWidth)}; q += 2.0) {
            float dyIndex = fromDy + q * ${(dy.deep / 2).toFixed(1)};
            ${read("DY", dy, "dyIndex")}
            float start = q * ${float(strideWidth)} + j - ${float(padInfo.left)};
            ${place("upper", 0, "rgrg")}
            ${place("lower", 1, "baba")}
          }
        }
        sum += part;
      }
      dw = sum;
    `,
  };
}

const programFor = memoisedPrograms(({ inShape, filterShape, outShape, strideHeight, strideWidth, padInfo }: backend_util.Conv2DInfo) =>
  JSON.stringify([inShape, filterShape, outShape, strideHeight, strideWidth, padInfo]), programOf);

/** Returns whether textures have the layout that the program expects, and indices are exact. */
function isWithinReach({ inShape, outShape, filterShape }: backend_util.Conv2DInfo): boolean {
  const [height, width, channels, filters] = filterShape;
  const lines = [height * width * util.nearestLargerEven(channels), util.nearestLargerEven(filters)];
  return [inShape, outShape].every((shape) => layoutOf(shape).count <= LARGEST_INDEX)
    && util.arraysEqual(getTextureShapeFromLogicalShape([...filterShape], true), lines);
}

/** Registers the kernel. Call it after the webgl backend's own kernels are registered; calling it again changes nothing. */
export function registerConvWebgl(): void {
  replaceKernel("webgl", "Conv2DBackpropFilter", (original) => (call) => {
    const { x, dy } = call.inputs;
    const given = attributesOf<ConvAttributes & { filterShape: number[] }>(call.attrs);
    if (!x || !dy || given.dataFormat !== "NHWC") return original(call);
    const info = convInfo(x.shape, given.filterShape, given);
    if (!isWithinReach(info)) return original(call);
    return draw(call.backend as MathBackendWebGL, programFor(info), [x, dy], [], [...info.filterShape])[0]!;
  });
}
