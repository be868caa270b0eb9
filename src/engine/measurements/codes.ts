/** What the encoder does with the test images: how much each dimension says, and what it costs. */
import { tidy } from "@tensorflow/tfjs-core";
import { activeUnits, bits, codeVariances, klPerDimension } from "../../metrics/codes";
import { agreement, nearestNeighbours } from "../../metrics/probe";
import { gradientMagnitude } from "../../metrics/sharpness";
import { drawNoise } from "../noise";
import { decodeImages, type Still } from "../pictures";
import { tf } from "../tf";
import { bind } from "../weights";
import { asBatch, codesOf, judged, MEASUREMENT_SEED, realImages, SLICE, slicesOf, type Images } from "./images";
import type { Measurement } from "./measurement";

export const codes: Measurement<"codes"> = {
  id: "codes",
  needs: ["test"],
  judged: false,
  async *run({ still, data }, { images }) {
    const d = Number(still.h["latent"]);
    const mu = new Float32Array(images * d);
    const logVar = new Float32Array(images * d);
    let points = false;
    let distortion: number | null = 0;
    for (const slice of slicesOf(images)) {
      const seen = await encodeAndDecode(still, realImages(data, "test", slice), slice.first / SLICE);
      mu.set(seen.mu, slice.first * d);
      if (seen.logVar) logVar.set(seen.logVar, slice.first * d);
      else points = true;
      distortion = distortion === null || seen.distortion === null ? null : distortion + (seen.distortion * slice.count) / images;
      yield (slice.first + slice.count) / images;
    }
    const kl = points ? null : klPerDimension(mu, logVar, d);
    const rate = kl ? bits(kl.reduce((sum, value) => sum + value, 0)) : null;
    const variances = codeVariances(mu, d);
    return {
      images, klPerDimension: kl, variances, activeUnits: activeUnits(variances), rateBits: rate, distortionNats: distortion,
    };
  },
};

/** Posterior, [n,d] each, and the mean reconstruction term with one draw for each image. */
async function encodeAndDecode({ model, specs, h, weights }: Still, images: Images, step: number) {
  const settings = { ...h, batch: images.classes.length };
  const held = tidy(() => {
    const batch = asBatch(images);
    const networks = bind(specs, weights, "use");
    const { mu, logVar } = model.encode!(tf, networks, batch, settings);
    const objective = model.objectives.find(({ terms }) => terms.some(({ id }) => id === "reconstruction"));
    const term = objective?.terms.find(({ id }) => id === "reconstruction");
    const noise = drawNoise(model, settings, { seed: MEASUREMENT_SEED, step, purpose: "sample" });
    const distortion = term?.value(tf, objective!.forward(tf, { networks, batch, noise, h: settings }), settings);
    return { mu, ...(logVar ? { logVar } : {}), ...(distortion ? { distortion } : {}) };
  });
  try {
    const [mu, logVar, distortion] = await Promise.all([
      held.mu.data<"float32">(), held.logVar?.data<"float32">(), held.distortion?.data<"float32">(),
    ]);
    return { mu, logVar: logVar ?? null, distortion: distortion?.[0] ?? null };
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
      const made = await decodeImages(still, await codesOf(still, real), real.classes, real.pixels);
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
        all.codes.set(await codesOf(still, real), slice.first * d);
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
