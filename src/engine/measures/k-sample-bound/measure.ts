/** Bounds −log p(x) of test images by K draws from the posterior: Burda et al. 2016, eq. 8. */
import { tidy } from "@tensorflow/tfjs-core";
import { elboOf, oneDraw } from "../../../core/model/measurable";
import type { Tensor1D } from "../../../core/model/tf";
import { estimate } from "../../../subject/metrics/estimate";
import { importanceBounds } from "../../../subject/metrics/importanceBound";
import { measuredNoise } from "../../measurementInputs/measuredNoise";
import type { FrozenModel } from "../../step/frozenModel";
import { tf } from "../../device/tf";
import { bind } from "../../step/weights";
import { asBatch, realImages, slicesOf, type RealImages } from "../../measurementInputs/images";
import type { Measure } from "../../measurementInputs/measurement";
import type { kSampleBound } from "../../../subject/measurements/k-sample-bound/definition";

/** The number of draws in one slice: some 40 ms with WASM on one core for a dense VAE of 400 units. */
const ROWS = 500;

export const measure: Measure<typeof kSampleBound> = {
  needs: ["test"],
  judged: false,
  async *run({ frozen, data }, { k, images }) {
    const bounds = new Float64Array(images);
    const oneDrawEach = new Float64Array(images);
    const imagesAtOnce = Math.max(1, Math.floor(ROWS / k));
    const passes = slicesOf(k, Math.ceil(k / Math.ceil(k / ROWS)));
    let slice = 0;
    for (const { first, count } of slicesOf(images, imagesAtOnce)) {
      const real = realImages(data, "test", { first, count });
      const logWeights = new Float64Array(count * k);
      for (const pass of passes) {
        const weights = await drawLogWeights(frozen, repeated(real, pass.count), slice++);
        for (let i = 0; i < weights.length; i++) {
          logWeights[Math.floor(i / pass.count) * k + pass.first + (i % pass.count)] = weights[i]!;
        }
        yield (first + (count * (pass.first + pass.count)) / k) / images;
      }
      bounds.set(importanceBounds(logWeights, k), first);
      for (let image = 0; image < count; image++) oneDrawEach[first + image] = estimate(logWeights.subarray(image * k, (image + 1) * k)).mean;
    }
    const { mean, standardError } = estimate(bounds);
    const isDiscrete = elboOf(frozen.model)!.objective.elbo.discretePixels?.(frozen.h) ?? false;
    return {
      images, k, bound: -mean, standardError, negativeElbo: -estimate(oneDrawEach).mean,
      ...(isDiscrete && { bitsPerDim: -mean / (data.width * Math.LN2) }),
    };
  },
};

/** Repeats each image `times` times in a row. */
function repeated({ pixels, classes, indices }: RealImages, times: number): RealImages {
  const size = pixels.length / classes.length;
  const out = {
    pixels: new Float32Array(pixels.length * times), classes: new Uint8Array(classes.length * times),
    indices: indices.flatMap((image) => Array<number>(times).fill(image)),
  };
  for (let row = 0; row < out.classes.length; row++) {
    const image = Math.floor(row / times);
    out.pixels.set(pixels.subarray(image * size, (image + 1) * size), row * size);
    out.classes[row] = classes[image]!;
  }
  return out;
}

/** Returns log p(x|z) + log p(z) − log q(z|x) with one draw of z for each image, [n], in nats. */
async function drawLogWeights(frozen: FrozenModel, images: RealImages, step: number): Promise<Float32Array> {
  const { model, specs, h, weights } = frozen;
  const { objective, prior } = elboOf(model)!;
  const { forward, elbo, reconstruction } = objective;
  const rows = images.classes.length;
  const result = tidy(() => {
    const settings = oneDraw(objective, { ...h, batch: rows });
    const noise = measuredNoise(model, settings, images.indices, step);
    const networks = bind(specs, weights, "use");
    const batch = asBatch(frozen, images);
    const values = forward(tf, { networks, batch, labelled: batch, noise, h: settings });
    const ratio: Tensor1D = tf.sub(prior.logDensity(tf, networks, elbo.code(values), settings), elbo.logPosterior(tf, values)); // [n]
    return tf.sub(ratio, reconstruction.each(tf, values, settings)) as Tensor1D;
  });
  try {
    return await result.data<"float32">();
  } finally {
    result.dispose();
  }
}
