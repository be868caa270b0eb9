/** Measures how much each latent dimension encodes on test images, and its rate. */
import { tidy } from "@tensorflow/tfjs-core";
import { oneDraw } from "../../../core/model/measurable";
import { codebookUse } from "../../../subject/metrics/codebook";
import { activeUnits, bits, codeVariances, klPerDimension } from "../../../subject/metrics/codes";
import { likeliestComponents, sortedByComponent } from "../../../subject/metrics/mixture";
import { measuredNoise } from "../../measurementInputs/measuredNoise";
import { tf } from "../../device/tf";
import { bind } from "../../step/weights";
import { asBatch, realImages, SLICE, slicesOf, type Slice } from "../../measurementInputs/images";
import type { Measure, MeasurementContext } from "../../measurementInputs/measurement";
import type { codes } from "../../../subject/measurements/codes/definition";

export const measure: Measure<typeof codes> = {
  needs: ["test"],
  judged: false,
  async *run(context, { images }) {
    const d = Number(context.frozen.h["latent"]);
    const mu = new Float32Array(images * d);
    const logVar = new Float32Array(images * d);
    const labels = new Uint8Array(images);
    const fallsTo = new Uint16Array(images);
    let components = 0;
    let entries: Float64Array | null = null;
    let points = false;
    let drawnKl: number | null = 0;
    let distortion: number | null = 0;
    let sigma: number | null = null;
    for (const slice of slicesOf(images)) {
      const seen = await encodeAndDecode(context, slice);
      mu.set(seen.mu, slice.first * d);
      if (seen.logVar) logVar.set(seen.logVar, slice.first * d);
      else points = true;
      distortion = distortion === null || seen.distortion === null ? null : distortion + (seen.distortion * slice.count) / images;
      drawnKl = drawnKl === null || seen.drawnKl === null ? null : drawnKl + (seen.drawnKl * slice.count) / images;
      sigma = seen.sigma;
      labels.set(seen.labels, slice.first);
      if (seen.joint) {
        components = seen.joint.length / slice.count;
        fallsTo.set(likeliestComponents(seen.joint, components), slice.first);
      }
      if (seen.entries) {
        entries ??= new Float64Array(seen.entries.length);
        seen.entries.forEach((count, k) => { entries![k]! += count; });
      }
      yield (slice.first + slice.count) / images;
    }
    const normal = context.frozen.model.prior.kind === "standard-normal";
    const kl = normal && !points ? klPerDimension(mu, logVar, d) : null;
    const rate = kl ? kl.reduce((sum, value) => sum + value, 0) : drawnKl;
    const variances = codeVariances(mu, d);
    return {
      images, klPerDimension: kl, variances, activeUnits: activeUnits(variances), rateBits: rate === null ? null : bits(rate),
      distortionNats: distortion, sigma, sorting: components > 0 && context.data.own !== "unlabelled" ? sortedByComponent(fallsTo, labels, components) : null,
      codebook: entries && codebookUse(entries),
    };
  },
};

/**
 * Returns the posterior, [n,d] each; the mean reconstruction term with one draw for each image; σ of the pixels. For a mixture
 * prior also the mean of log q(z|x) − log p(z) at these draws, and log wₖ N(μ; μₖ, σₖ²), [n,K]. For a codebook the number of
 * positions of each entry, [K].
 */
async function encodeAndDecode({ frozen, data }: MeasurementContext, slice: Slice) {
  const { model, specs, h, weights } = frozen;
  const objective = model.objectives.find(({ reconstruction }) => reconstruction);
  const settings = { ...(objective ? oneDraw(objective, h) : h), batch: slice.count };
  const { prior } = model;
  const real = realImages(data, "test", slice);
  const held = tidy(() => {
    const batch = asBatch(frozen, real);
    const networks = bind(specs, weights, "use");
    const noise = measuredNoise(model, settings, real.indices, slice.first / SLICE);
    const values = objective?.forward(tf, { networks, batch, labelled: batch, noise, h: settings });
    const distortion = objective?.reconstruction?.value(tf, values, settings);
    const elbo = objective?.elbo;
    // It is the posterior of the same images that are reconstructed, if the forward returns it.
    const { mu, logVar } = elbo?.posterior?.(values) ?? model.encode!(tf, networks, batch, settings);
    const sigma = elbo?.pixelSigma?.(tf, values);
    const kl = prior.kind === "mixture" && elbo
      && tf.mean(tf.sub(elbo.logPosterior(tf, values), prior.logDensity(tf, networks, elbo.code(values), settings)));
    const joint = prior.kind === "mixture" && prior.logJoint(tf, networks, mu, settings);
    const entries = model.quantise && tf.sum(model.quantise(tf, networks, mu, settings), 0); // [K]
    return {
      ...(entries && { entries }), mu, ...(logVar && { logVar }), ...(distortion && { distortion }), ...(sigma && { sigma }), ...(kl && { kl }), ...(joint && { joint }),
    };
  });
  try {
    const [mu, logVar, distortion, sigma, kl, joint, entries] = await Promise.all(
      [held.mu, held.logVar, held.distortion, held.sigma, held.kl, held.joint, held.entries].map(async (tensor) => tensor?.data<"float32">()),
    );
    return {
      mu: mu!, logVar: logVar ?? null, distortion: distortion?.[0] ?? null, sigma: sigma?.[0] ?? null,
      drawnKl: kl?.[0] ?? null, joint: joint ?? null, entries: entries ?? null, labels: real.classes,
    };
  } finally {
    for (const tensor of Object.values(held)) tensor.dispose();
  }
}
