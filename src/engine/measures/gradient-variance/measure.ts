/** Measures the variance of one draw's estimate of ∇_μ E[log p(x|z)], by reparameterisation and by the score function. */
import { grad, keep, mul, exp, neg, sum, tidy, type Tensor } from "@tensorflow/tfjs-core";
import { codeNoise, elboOf, oneDraw } from "../../../core/model/measurable";
import type { Tensor2D } from "../../../core/model/tf";
import { ESTIMATORS, gradientMoments, type Estimator } from "../../../subject/metrics/gradientVariance";
import { tf } from "../../device/tf";
import type { FrozenModel } from "../../step/frozenModel";
import { bind } from "../../step/weights";
import { asBatch, realImages, type RealImages } from "../../measurementInputs/images";
import { measuredNoise } from "../../measurementInputs/measuredNoise";
import type { Measure } from "../../measurementInputs/measurement";
import type { gradientVariance } from "../../../subject/measurements/gradient-variance/definition";

/** Draws once for each of n images: log p(x|z), [n]; ε and ∂ log p(x|z) / ∂ε, [n,d]; σ, [n,d]. */
async function drawOf(frozen: FrozenModel, images: RealImages, step: number) {
  const { model, specs, h, weights } = frozen;
  const { objective } = elboOf(model)!;
  const { forward, elbo, reconstruction } = objective;
  const n = images.classes.length;
  const held: Tensor[] = [];
  const [values, eps, slopes, sigma] = tidy(() => {
    const settings = oneDraw(objective, { ...h, batch: n });
    const batch = asBatch(frozen, images);
    const noise = measuredNoise(model, settings, images.indices, step);
    const name = codeNoise(model, settings)!;
    const networks = bind(specs, weights, "use");
    // Images are independent: the gradient of the sum has that of each.
    const slope = grad((ofCode) => {
      const made = forward(tf, { networks, batch, labelled: batch, noise: { ...noise, [name]: ofCode as Tensor2D }, h: settings });
      const each = neg(reconstruction.each(tf, made, settings));
      held.push(keep(each), keep(exp(mul(elbo.posterior!(made).logVar!, 0.5))));
      return sum(each);
    })(noise[name]!);
    return [held[0]!, noise[name]!, slope, held[1]!] as const;
  });
  try {
    return await Promise.all([values, eps, slopes, sigma].map((one) => one.data<"float32">()));
  } finally {
    for (const one of [values, eps, slopes, sigma]) one.dispose();
  }
}

export const measure: Measure<typeof gradientVariance> = {
  needs: ["test"],
  judged: false,
  async *run({ frozen, data }, { images, draws }) {
    const real = realImages(data, "test", { first: 0, count: images });
    const d = Number(frozen.h["latent"]);
    const all = { values: new Float64Array(images * draws), eps: new Float64Array(images * draws * d), slopes: new Float64Array(images * draws * d) };
    let sigma = new Float32Array(images * d);
    for (let k = 0; k < draws; k++) {
      const [values, eps, slopes, ofCode] = await drawOf(frozen, real, k);
      sigma = Float32Array.from(ofCode!);
      for (let i = 0; i < images; i++) {
        all.values[i * draws + k] = values![i]!;
        all.eps.set(eps!.subarray(i * d, (i + 1) * d), (i * draws + k) * d);
        all.slopes.set(slopes!.subarray(i * d, (i + 1) * d), (i * draws + k) * d);
      }
      yield (k + 1) / draws;
    }
    const ofImages = Array.from({ length: images }, (_, i) => gradientMoments({
      values: all.values.subarray(i * draws, (i + 1) * draws), eps: all.eps.subarray(i * draws * d, (i + 1) * draws * d),
      slopes: all.slopes.subarray(i * draws * d, (i + 1) * draws * d), sigma: sigma.subarray(i * d, (i + 1) * d),
    }));
    const variance = (one: Estimator) => ofImages.reduce((total, moments) => total + moments[one].variance, 0) / images;
    const variances = Object.fromEntries(ESTIMATORS.map((one) => [one, variance(one)])) as Record<Estimator, number>; // each of them
    const squaredMeans = ofImages.reduce((total, { reparameterised: { mean } }) => total + mean.reduce((squares, slope) => squares + slope ** 2, 0), 0) / images;
    // The mean of K draws has a variance of its own, which its square contains.
    return { images, draws, squaredGradient: Math.max(0, squaredMeans - variances.reparameterised / draws), variances };
  },
};
