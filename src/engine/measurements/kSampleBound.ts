/** −log p(x) of test images, bounded by K draws from the posterior: Burda et al. 2016, eq. 8. */
import { tidy } from "@tensorflow/tfjs-core";
import { elboOf } from "../../core/measurable";
import type { Tensor, Tensor1D, Tensor2D, Tf } from "../../core/tf";
import { importanceBound } from "../../metrics/importanceBound";
import { measuredNoise } from "../measuredNoise";
import type { Still } from "../pictures";
import { tf } from "../tf";
import { bind } from "../weights";
import { asBatch, numbersOf, realImages, slicesOf, type Images } from "./images";
import type { Measurement } from "./measurement";

/** Draws in one slice: some 40 ms with WASM on one core for a dense VAE of 400 units. */
const ROWS = 500;

/** What an ELBO's forward gives, as far as it is needed here. */
interface Drawn {
  readonly mu: Tensor2D;
  readonly logVar: Tensor2D;
}

export const kSampleBound: Measurement<"k-sample-bound"> = {
  id: "k-sample-bound",
  needs: ["test"],
  judged: false,
  async *run({ still, data }, { k, images }) {
    const logWeights = new Float64Array(images * k);
    const imagesAtOnce = Math.max(1, Math.floor(ROWS / k));
    const passes = slicesOf(k, Math.ceil(k / Math.ceil(k / ROWS)));
    let slice = 0;
    for (const { first, count } of slicesOf(images, imagesAtOnce)) {
      const real = realImages(data, "test", { first, count });
      for (const pass of passes) {
        const numbers = numbersOf({ first, count }).flatMap((image) => Array<number>(pass.count).fill(image));
        const weights = await drawLogWeights(still, repeated(real, pass.count), numbers, slice++);
        for (let i = 0; i < weights.length; i++) {
          const image = first + Math.floor(i / pass.count);
          logWeights[image * k + pass.first + (i % pass.count)] = weights[i]!;
        }
        yield (first + (count * (pass.first + pass.count)) / k) / images;
      }
    }
    const { mean, standardError } = importanceBound(logWeights, k);
    return { images, k, bound: -mean, standardError, negativeElbo: -importanceBound(logWeights, 1).mean };
  },
};

/** Each image `times` times in a row. */
function repeated({ pixels, classes }: Images, times: number): Images {
  const size = pixels.length / classes.length;
  const out = { pixels: new Float32Array(pixels.length * times), classes: new Uint8Array(classes.length * times) };
  for (let row = 0; row < out.classes.length; row++) {
    const image = Math.floor(row / times);
    out.pixels.set(pixels.subarray(image * size, (image + 1) * size), row * size);
    out.classes[row] = classes[image]!;
  }
  return out;
}

/** log p(x|z) + log p(z) − log q(z|x), one draw of z for each image. `numbers`: which test images. → [n], nats. */
async function drawLogWeights(
  { model, specs, h, weights }: Still, images: Images, numbers: readonly number[], step: number,
): Promise<Float32Array> {
  const objective = elboOf(model)!;
  const reconstruction = objective.terms.find(({ id }) => id === "reconstruction")!;
  const rows = images.classes.length;
  const result = tidy(() => {
    const settings = { ...h, batch: rows };
    const noise = measuredNoise(model, settings, numbers, step);
    const networks = bind(specs, weights, "use");
    const values = objective.forward(tf, { networks, batch: asBatch(images), noise, h: settings });
    const { mu, logVar } = values as Drawn;
    const eps = noise["eps"]!;
    const z = tf.add(mu, tf.mul(tf.exp(tf.mul(logVar, 0.5)), eps)); // [n, d], as the forward draws it
    // log N(z; 0, I) − log N(z; μ, σ²): the constants cancel.
    const ratio = tf.mul(tf.sum(tf.sub(tf.add(tf.square(eps), logVar), tf.square(z)), 1), 0.5); // [n]
    const distortion = reconstruction.value(perImage, values, settings) as Tensor;
    if (distortion.size !== rows) throw new Error(`${model.id}: its reconstruction is not a mean over the batch`);
    return tf.sub(ratio, distortion) as Tensor1D;
  });
  try {
    return await result.data<"float32">();
  } finally {
    result.dispose();
  }
}

/** Operations that leave a term's last one out, the mean over the batch, so that it gives its value for each image. */
const perImage: Tf = {
  ...tf,
  mean: ((x: Tensor, axis?: number) => (axis === undefined && x.rank === 1 ? x : tf.mean(x, axis))) as Tf["mean"],
};
