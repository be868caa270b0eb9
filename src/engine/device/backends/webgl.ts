/** WebGL 2 on a canvas that the engine creates, so that it is notified when the context is lost. */
import { env, findBackendFactory, registerBackend, removeBackend } from "@tensorflow/tfjs-core";
import { MathBackendWebGL } from "@tensorflow/tfjs-backend-webgl/dist/base";
import { registerConvWebgl } from "../kernels/conv.webgl";
import { registerElementwiseWebgl } from "../kernels/elementwise.webgl";
import { registerMatMulWebgl } from "../kernels/matMul.webgl";
import { registerSumWebgl } from "../kernels/sum.webgl";
import type { StartOptions } from "./options";
import "./webglKernels";

/** Registers the backend and its kernels. Rejects if WebGL 2 with 32-bit floats is not available. */
export async function prepare({ softwareWebgl, onLost }: StartOptions) {
  if (typeof OffscreenCanvas === "undefined") throw new Error("this browser has no canvas in workers");
  env().set("SOFTWARE_WEBGL_ENABLED", softwareWebgl);
  if (env().getNumber("WEBGL_VERSION") < 2) throw new Error("no hardware WebGL 2 in a worker");
  if (!env().getBool("WEBGL_RENDER_FLOAT32_CAPABLE")) throw new Error("WebGL cannot render 32-bit floats here");
  const canvas = new OffscreenCanvas(1, 1);
  canvas.addEventListener("webglcontextlost", () => onLost("the WebGL context was lost", "gone"));
  if (findBackendFactory("webgl")) removeBackend("webgl");
  registerBackend("webgl", () => new MathBackendWebGL(canvas));
  registerConvWebgl();
  registerElementwiseWebgl();
  registerMatMulWebgl();
  registerSumWebgl();
}
