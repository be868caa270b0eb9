/** What the encoder does with the test images: how much each dimension says, and what it costs. */
import { tidy } from "@tensorflow/tfjs-core";
import { oneDraw } from "../../core/measurable";
import { codebookUse } from "../../metrics/codebook";
import { activeUnits, bits, codeVariances, klPerDimension } from "../../metrics/codes";
import { likeliestComponents, sortedByComponent } from "../../metrics/mixture";
import { agreement, nearestNeighbours } from "../../metrics/probe";
import { gradientMagnitude } from "../../metrics/sharpness";
import { measuredNoise } from "./measuredNoise";
import { decodeImages } from "../pictures/pictures";
import { tf } from "../device/tf";
import { bind } from "../step/weights";
import { asBatch, codesOf, judged, numbersOf, realImages, SLICE, slicesOf, type Slice } from "./images";
import type { Measurement, MeasurementContext } from "./measurement";

export const codes: Measurement<"codes"> = {
  id: "codes",
  needs: ["test"],
  judged: false,
  async *run(context, { images }) {
    const d = Number(context.still.h["latent"]);
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
    const normal = context.still.model.prior.kind === "standard-normal";
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
 * Posterior, [n,d] each; the mean reconstruction term with one draw for each image; σ of the pixels. Of a mixture as prior, too:
 * the mean of log q(z|x) − log p(z) at these draws, and log wₖ N(μ; μₖ, σₖ²), [n,K]. Of a codebook at how many places each entry is, [K].
 */
async function encodeAndDecode({ still, data }: MeasurementContext, slice: Slice) {
  const { model, specs, h, weights } = still;
  const objective = model.objectives.find(({ reconstruction }) => reconstruction);
  const settings = { ...(objective ? oneDraw(objective, h) : h), batch: slice.count };
  const { prior } = model;
  const real = realImages(data, "test", slice);
  const held = tidy(() => {
    const batch = asBatch(still, real, numbersOf(slice));
    const networks = bind(specs, weights, "use");
    const noise = measuredNoise(model, settings, numbersOf(slice), slice.first / SLICE);
    const values = objective?.forward(tf, { networks, batch, labelled: batch, noise, h: settings });
    const distortion = objective?.reconstruction?.value(tf, values, settings);
    const elbo = objective?.elbo;
    // The posterior of the very images that are reconstructed, where the forward has it.
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

export const reconstructions: Measurement<"reconstructions"> = {
  id: "reconstructions",
  needs: ["test"],
  judged: true,
  async *run({ still, data, judge }, { images }) {
    const theJudge = await judge();
    let sharpnessOfImages = 0, sharpness = 0, same = 0;
    for (const slice of slicesOf(images)) {
      const real = realImages(data, "test", slice);
      const made = await decodeImages(still, await codesOf(still, real, numbersOf(slice)), real.classes, { pixels: real.pixels, numbers: numbersOf(slice) });
      const { classes } = await judged(theJudge, made);
      const share = slice.count / images;
      sharpnessOfImages += gradientMagnitude(real.pixels) * share;
      sharpness += gradientMagnitude(made) * share;
      same += agreement(classes, real.classes) * share;
      yield (slice.first + slice.count) / images;
    }
    return { images, sharpnessOfImages, sharpness, sameClass: same };
  },
};

const NEIGHBOURS = 5;
/** Test images whose neighbours are looked for in one slice: some 20 ms among 10,000 codes of 20 numbers. */
const QUERIES = 50;

export const probe: Measurement<"probe"> = {
  id: "probe",
  needs: ["train", "test"],
  judged: false,
  async *run({ still, data }, { references, images }) {
    const d = Number(still.h["latent"]);
    const work = references + images;
    const encoded = async function* (split: "train" | "test", count: number, before: number) {
      const all = { codes: new Float32Array(count * d), labels: new Uint8Array(count) };
      for (const slice of slicesOf(count)) {
        const real = realImages(data, split, slice);
        all.codes.set(await codesOf(still, real, numbersOf(slice)), slice.first * d);
        all.labels.set(real.classes, slice.first);
        yield (before + slice.first + slice.count) / work / 2;
      }
      return all;
    };
    const known = yield* encoded("train", references, 0);
    const asked = yield* encoded("test", images, references);
    let right = 0;
    for (const { first, count } of slicesOf(images, QUERIES)) {
      const found = nearestNeighbours(known, asked.codes.subarray(first * d, (first + count) * d), d, NEIGHBOURS);
      right += agreement(found, asked.labels.subarray(first, first + count)) * count;
      yield 0.5 + (first + count) / images / 2;
    }
    return { images, references, neighbours: NEIGHBOURS, accuracy: right / images };
  },
};
