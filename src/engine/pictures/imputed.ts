/** Imputation by models that are trained on images with missing pixels. */
import { tensor2d, tidy } from "@tensorflow/tfjs-core";
import { laneOf } from "../../core/run/draws";
import { normals } from "../../core/run/philox";
import { PIXELS } from "../../core/run/runConfig";
import { tf } from "../device/tf";
import { MEASUREMENT_SEED } from "../step/noise";
import type { FrozenModel } from "../step/frozenModel";
import { bind } from "../step/weights";

/** Returns images [n,784] in [0,1] whose missing pixels, −1 in `pixels` [n,784], are imputed from `codes` codes of each image. Another `step` draws other codes. */
export async function imputed(frozen: FrozenModel, pixels: Float32Array, codes: number, step = 0): Promise<Float32Array> {
  const { model, specs, h, weights } = frozen;
  const images = pixels.length / PIXELS;
  const width = codes * Number(h["latent"]);
  const eps = normals({ seed: MEASUREMENT_SEED, purpose: "sample", step, lane: laneOf("imputation") }, images * width);
  const made = tidy(() => {
    const x = tensor2d(pixels, [images, PIXELS]);
    return tf.clipByValue(model.missing!.impute(tf, bind(specs, weights, "use"), x, tensor2d(eps, [images, width]), h), 0, 1);
  });
  try {
    return await made.data<"float32">();
  } finally {
    made.dispose();
  }
}
