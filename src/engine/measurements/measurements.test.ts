import { dispose, memory, tensor, tensor2d, tidy, type Tensor } from "@tensorflow/tfjs-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ElboError } from "../../core/errors";
import { MEASUREMENT_IDS, MEASUREMENTS, measurementsOf, type MeasurementId, type SettingsOf } from "../../measurements/registry";
import type { SettingRange } from "../../measurements/measurement";
import type { HyperparameterValues } from "../../core/hyperparameters";
import type { Model } from "../../core/model";
import { PIXELS } from "../../core/runConfig";
import type { Dataset } from "../../data/dataset";
import { datasetOf } from "../../data/open";
import { dataOf } from "../../data/registry";
import { findModel, models } from "../../models/registry";
import type { BundledJudge } from "../../metrics/judge/judge";
import type { Still, StillAt } from "../step/still";
import { measureHeldOut } from "./heldOut";
import { step } from "../../core/ids";
import { smallSettings, useBackend } from "../testing";
import { tf } from "../device/tf";
import { initialise } from "../step/weights";
import { realImages, sampleImages } from "../measuring/images";
import { heldOutJob, isHeldOutStep } from "./heldOutJob";
import { testReader } from "../pictures/testImages";
import { epochJob, epochJobs } from "./epochJobs";
import { judgeSource, measure, MEASURES } from "./index";
import { diskDataset, diskJudge, judgeBytes } from "./testing";

let dataset: Dataset;
let judge: BundledJudge;
const held: Tensor[] = [];

beforeAll(async () => {
  await useBackend("wasm");
  dataset = await diskDataset();
  judge = await diskJudge();
});
afterAll(() => dispose(held));

const modelOf = (id: string): Model => findModel(id)!;

function still(model: Model, chosen: HyperparameterValues = {}): Still {
  const h = { ...smallSettings(model), ...chosen };
  const specs = model.networks(h);
  const weights = initialise(specs, 5);
  held.push(...Object.values(weights));
  return { model, specs, h, weights };
}

/** A decoder that gives all pixels this logit, and posteriors that are the prior. */
function ignoringZ(of: Still, logit: number): Still {
  const weights: Record<string, Tensor> = { ...of.weights };
  const layers = ["decoder/hidden", "decoder/logits", "encoder/mu", "encoder/logVar"];
  for (const name of layers.flatMap((layer) => [`${layer}/kernel`, `${layer}/bias`])) {
    const value = name === "decoder/logits/bias" ? logit : 0;
    weights[name] = tensor(new Float32Array(weights[name]!.size).fill(value), weights[name]!.shape);
    held.push(weights[name]);
  }
  return { ...of, weights };
}

async function heldOut(of: Still, images: number): Promise<Readonly<Record<string, number>>> {
  const slices = measureHeldOut({
    ...of, step: step(0), images: Array.from({ length: images }, (_, i) => i), batchOf: testReader(dataset, of).testBatchOf,
  });
  let next = await slices.next();
  while (!next.done) next = await slices.next();
  return next.value.values;
}

const ask = <I extends MeasurementId>(id: I, wish: Partial<SettingsOf<I>>, of: Still, more = {}) =>
  measure(id, wish, { still: of, dataset, seed: 1, judge: () => Promise.resolve(judge), ...more });

const SMALL: { readonly [I in MeasurementId]: SettingsOf<I> } = {
  "k-sample-bound": { k: 3, images: 4 }, codes: { images: 20 }, reconstructions: { images: 20 },
  probe: { references: 300, images: 20 }, "test-error": { images: 20 }, imputation: { k: 3, images: 20 }, translation: { images: 20 }, "class-accuracy": { samples: 260 }, "classes-found": { samples: 260 }, "class-histogram": { samples: 260 },
  "digit-fid": { samples: 260 }, memorising: { samples: 3, images: 5 }, divergences: { samples: 1000, carried: 100 },
  "quantised-decoder": { samples: 65 }, "gradient-variance": { images: 3, draws: 2 },
  augmentation: { images: 20, samples: 20, repetitions: 1, steps: 2 },
};

describe("the judge", () => {
  it("names at least 99 % of the 10,000 test images rightly, as its record says", async () => {
    let right = 0;
    for (let first = 0; first < dataset.testImages; first += 500) {
      const real = realImages(dataset, "test", { first, count: 500 });
      const logits = tidy(() => judge.apply(tf, tensor2d(real.pixels, [real.classes.length, PIXELS])).logits);
      const values = await logits.data();
      logits.dispose();
      real.classes.forEach((label, i) => {
        const own = values.slice(i * 10, i * 10 + 10);
        if (own.indexOf(Math.max(...own)) === label) right++;
      });
    }
    expect(right / dataset.testImages).toBeGreaterThanOrEqual(0.99);
    expect(right / dataset.testImages).toBeCloseTo(judge.record.testAccuracy, 3);
    expect(judge.record.bytes).toBeLessThanOrEqual(300_000);
  });

  it("is fetched once, again after a failure, and refused when altered", async () => {
    const good = await judgeBytes();
    const bad = Uint8Array.from(good);
    bad[100]! ^= 255;
    const answers = [bad, good, bad];
    const source = judgeSource(() => Promise.resolve(answers.shift()!));
    await expect(source()).rejects.toMatchObject({ code: "judge-damaged" });
    expect((await source()).record.testAccuracy).toBe(judge.record.testAccuracy);
    expect(await source()).toBe(await source());
  });
});

describe.each(models.map((model) => [model.id, model] as const))("of %s", (_, model) => {
  it("all that apply give finite numbers for the wire, leak nothing, and can be ended at any slice", async () => {
    const of = still(model);
    const part = { dataset: { ...datasetOf(of.h, () => dataset), trainImages: 2500 } };
    for (const id of measurementsOf(model, dataOf(of.h).kind)) {
      const shares: number[] = [];
      const before = memory().numTensors;
      const result = await ask(id, SMALL[id], of, { ...part, onProgress: (share: number) => shares.push(share) });
      expect(memory().numTensors, id).toBe(before);
      expect(structuredClone(result)).toEqual(result);
      JSON.stringify(result, (key, value: unknown) => {
        if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`${model.id}, ${id}: ${key} = ${value}`);
        return ArrayBuffer.isView(value) ? [] : value;
      });
      expect(shares.length, id).toBeGreaterThan(0);
      expect([...shares].sort((a, b) => a - b), id).toEqual(shares);
      expect(shares.at(-1), id).toBeCloseTo(1, 10);
      const ending = new AbortController();
      const ended = ask(id, SMALL[id], of, { ...part, signal: ending.signal, onProgress: () => ending.abort() });
      await expect(ended).rejects.toMatchObject({ code: "superseded" });
      expect(memory().numTensors, id).toBe(before);
    }
  });
});

describe("what samples are worth to a classifier", () => {
  const settings = { images: 500, samples: 100, repetitions: 2, steps: 60 };
  const black = (model: Model): Model => ({ ...model, decode: (_, __, { z }) => tf.matMul(z, tf.tensor2d(new Float32Array(z.shape[1] * PIXELS), [z.shape[1], PIXELS])) });

  it("is chance for black ones, which stand in the way of real ones; moved images and samples change nothing of the real ones", async () => {
    const of = still(modelOf("cvae"));
    const found = await ask("augmentation", settings, { ...of, model: black(of.model) });
    for (const share of found.samplesAlone) expect(share).toBeLessThan(0.2);
    expect(found.told).toBeNull();
    expect(found.rows.map(({ labels }) => labels)).toEqual([100, 300, 1000]);
    const [few, , many] = found.rows;
    expect(Math.min(...many!.real)).toBeGreaterThan(Math.max(...few!.real));
    expect(few!.real[0]).not.toBe(few!.real[1]);
    const first = await ask("augmentation", { ...settings, repetitions: 1 }, of);
    expect(first.rows.map(({ real }) => real)).toEqual(found.rows.map(({ real }) => real.slice(0, 1)));
  });

  it("starts from the images whose labels a model was told", async () => {
    const of = still(modelOf("ss-vae"), { labels: 10 });
    const small = { ...settings, repetitions: 1, steps: 20 };
    const [one, other] = await Promise.all([1, 2].map((seed) => ask("augmentation", small, of, { seed })));
    expect(one!.told).toBe(100);
    expect(one!.rows[0]!.real).not.toEqual(other!.rows[0]!.real);
    expect(one!.samplesAlone).toEqual(other!.samplesAlone);
  });
});

describe("measurements", () => {
  it("apply to models that they say something of", () => {
    expect(measurementsOf(modelOf("vae"), "image")).toEqual(MEASUREMENT_IDS.filter((id) => !["class-accuracy", "classes-found", "test-error", "imputation", "translation", "divergences", "augmentation"].includes(id)));
    expect(measurementsOf(modelOf("gan"), "image")).toEqual(["class-histogram", "digit-fid", "memorising", "quantised-decoder"]);
    expect(measurementsOf(modelOf("ae"), "image")).not.toContain("k-sample-bound");
    expect(measurementsOf(modelOf("cgan"), "image")).toContain("class-accuracy");
    expect(models.filter((model) => measurementsOf(model, "image").includes("test-error")).map(({ id }) => id)).toEqual(["ss-vae", "acgan"]);
    const unlabelled: Model = { ...modelOf("cgan"), findsClasses: true };
    expect(measurementsOf(unlabelled, "image")).toEqual(measurementsOf(modelOf("cgan"), "image")
      .filter((id) => id !== "augmentation").map((id) => (id === "class-accuracy" ? "classes-found" : id)));
    expect(Object.keys(MEASURES)).toEqual(MEASUREMENT_IDS);
  });

  it("refuse settings out of range, other models' measurements and unknown ones", async () => {
    const of = still(modelOf("vae"));
    for (const k of [0, -1, 5_001, 1.5, NaN, Infinity]) {
      await expect(ask("k-sample-bound", { k }, of)).rejects.toMatchObject({ code: "bad-setting" });
    }
    await expect(ask("class-accuracy", {}, of)).rejects.toMatchObject({ code: "no-such-measurement" });
    await expect(ask("toString" as MeasurementId, {}, of)).rejects.toMatchObject({ code: "no-such-measurement" });
    for (const ranges of Object.values(MEASUREMENTS).map(({ settings }) => settings)) {
      for (const { min, max, default: standard } of Object.values<SettingRange>(ranges)) {
        expect(min <= standard && standard <= max).toBe(true);
      }
    }
  });

  it("refuse a judge that is damaged, and hold nothing afterwards", async () => {
    const of = still(modelOf("gan"));
    const before = memory().numTensors;
    const damaged = judgeSource(async () => (await judgeBytes()).slice(1));
    await expect(ask("class-histogram", {}, of, { judge: damaged })).rejects.toMatchObject({ code: "judge-damaged" });
    expect(memory().numTensors).toBe(before);
  });
});

describe("the K-sample bound", () => {
  it("with K = 1 is the −ELBO, and falls as K grows", async () => {
    const of = still(modelOf("vae"));
    const one = await ask("k-sample-bound", { k: 1, images: 500 }, of);
    expect(one.bound).toBe(one.negativeElbo);
    // Other draws of the same expectation.
    expect(one.bound / (await heldOut(of, 500))["total"]!).toBeCloseTo(1, 3);
    const many = await ask("k-sample-bound", { k: 50, images: 20 }, of);
    expect(many.bound).toBeLessThan(many.negativeElbo);
  });

  it("is −log p(x) itself where the posterior is the true one", async () => {
    // A decoder that ignores z: the posterior is the prior, and log p(x) the likelihood of its constant pixels.
    const result = await ask("k-sample-bound", { k: 7, images: 9 }, ignoringZ(still(modelOf("vae")), 0));
    expect(result.bound).toBeCloseTo(PIXELS * Math.LN2, 2);
    expect(result.negativeElbo).toBeCloseTo(PIXELS * Math.LN2, 2);
    expect(result.standardError).toBeLessThan(1e-3);
  });
});

describe("binary pixels", () => {
  it("are drawn once for each test image: the same for every draw of z, and in every measurement", async () => {
    const of = ignoringZ(still(modelOf("vae"), { pixels: "binary" }), 1);
    const bound = await ask("k-sample-bound", { k: 7, images: 500 }, of);
    expect(bound.bound).toBeCloseTo(bound.negativeElbo, 3);
    expect((await ask("codes", { images: 500 }, of)).distortionNats).toBeCloseTo(bound.bound, 2);
    expect((await heldOut(of, 500))["reconstruction"]).toBeCloseTo(bound.bound, 2);
    // With a logit of 1, an image with n white pixels costs 784 softplus(1) − n.
    const white = PIXELS * Math.log1p(Math.E) - bound.bound;
    const { pixels } = realImages(dataset, "test", { first: 0, count: 500 });
    const expected = pixels.reduce((sum, value) => sum + value, 0) / 500;
    expect(Math.abs(white - expected)).toBeLessThan(1.5); // a standard error is 0.3
    expect(white).not.toBeCloseTo(expected, 3);
  });
});

describe("the σ of Gaussian pixels", () => {
  it("is what was set or learned; other models have none", async () => {
    const sigmaOf = async (chosen: HyperparameterValues) => (await ask("codes", { images: 2 }, still(modelOf("vae"), chosen))).sigma;
    expect(await sigmaOf({ likelihood: "gaussian", sigma: 0.7 })).toBeCloseTo(0.7, 6);
    expect(await sigmaOf({ likelihood: "gaussian-learned", sigma: 0.4 })).toBeCloseTo(0.4, 6);
    expect(await sigmaOf({})).toBeNull();
  });
});

describe("the test error", () => {
  it("of a model that finds every image to be a 1 is the share of the others", async () => {
    const classify: Model["classify"] = (tf_, _, x) => tf_.tensor2d(Array.from({ length: x.shape[0] }, () => [0, 1, 0, 0, 0, 0, 0, 0, 0, 0]));
    const result = await ask("test-error", {}, { ...still(modelOf("ss-vae")), model: { ...modelOf("ss-vae"), classify } });
    expect(result).toEqual({ images: 10_000, error: 1 - 0.1135, perClass: [1, 0, 1, 1, 1, 1, 1, 1, 1, 1] });
  });

  it("of images made: what hands back what it is given is as far from the image as that, and as often the same digit", async () => {
    const translate = modelOf("translate");
    const of = still({ ...translate, decode: (_, __, { given }) => given } , { from: "quarter" });
    const result = await ask("translation", { images: 250 }, of);
    expect(result.error).toBeCloseTo(result.errorOfGiven, 6);
    expect(result.sameClass).toBe(result.sameClassOfGiven);
    expect(result.errorOfGiven).toBeGreaterThan(0.05);
    expect(result.sharpness).toBeLessThan(result.sharpnessOfImages);
    const copied = await ask("translation", { images: 250 }, { ...of, model: { ...of.model, given: { of: (_, x) => x } } });
    expect(copied).toMatchObject({ error: 0, errorOfGiven: 0 });
    expect(copied.sameClass).toBeGreaterThan(0.97);
  });

  it("of images made: slant and thickness tell the domains apart, and what is made of nothing but what is given is in that one", async () => {
    const cycle = modelOf("cycle-gan");
    const measured = (domain: string, decode: Model["decode"]) => ask("translation", { images: 250 }, still({ ...cycle, decode }, { domain }));
    const identity = (await measured("slanted", (_, __, { given }) => given));
    expect(identity.slant.made).toBe(identity.slant.given);
    expect(identity.slant.given - identity.slant.images).toBeCloseTo(0.6, 1);
    expect(identity.sameClass).toBeGreaterThan(0.9);
    const thick = (await measured("thick", (_, __, { given }) => given)).thickness;
    expect(thick.given - thick.images).toBeGreaterThan(1.5);
    expect(thick.made).toBe(thick.given);
  });

  it("missing pixels: filled in without a code they are the decoder's grey, and the mean image is what the observed pixels say", async () => {
    const of = ignoringZ(still(modelOf("missing-vae")), 0);
    const { ofModel, ofMean, missing } = await ask("imputation", { k: 2, images: 100 }, of);
    const pixels = realImages(dataset, "test", { first: 0, count: 100 }).pixels;
    const meanOf = (f: (value: number) => number) => pixels.reduce((sum, value) => sum + f(value), 0) / pixels.length;
    expect(missing).toBeCloseTo(0.5, 2);
    expect(ofModel.absolute).toBeCloseTo(meanOf((value) => Math.abs(0.5 - value)), 2);
    expect(ofModel.squared).toBeCloseTo(meanOf((value) => (0.5 - value) ** 2), 2);
    expect(ofMean.squared).toBeLessThan(0.075); // the variance of pixels around the mean image is 0.067
    expect(ofMean.squared).toBeGreaterThan(0.055);
  });
});

describe("samples", () => {
  /** Hands out images instead of making them. */
  const stillOf = (decode: Model["decode"], conditional = true): Still => ({
    model: { ...modelOf("cgan"), conditional, decode }, specs: {}, h: { latent: 2 }, weights: {},
  });
  const real = async (count: number) => realImages(dataset, "test", { first: 0, count }).pixels;

  it("that are one image again and again raise the alarm, with the missing classes", async () => {
    const seven = (await real(1)).slice(0, PIXELS); // the first test image is a 7
    const of = stillOf((tf, _, { z }) => tf.add(tf.mul(tf.slice(tf.concat([z, z], 1), [0, 0], [z.shape[0], 1]), 0), tf.tensor2d(seven, [1, PIXELS])));
    const { counts, entropy, covered, variety, verdict } = await ask("class-histogram", { samples: 500 }, of);
    expect(counts[7]).toBe(500);
    expect(entropy).toBeCloseTo(0, 10);
    expect(covered).toBe(1);
    expect(variety).toBeLessThan(0.01);
    expect(verdict).toEqual({ kind: "missing", missing: [0, 1, 2, 3, 4, 5, 6, 8, 9], over: [7] });
    const { accuracy, perClass, confusion } = await ask("class-accuracy", { samples: 500 }, of);
    expect(accuracy).toBe(0.1);
    expect(perClass).toEqual([0, 0, 0, 0, 0, 0, 0, 1, 0, 0]);
    expect(confusion.map((row) => row[7])).toEqual(new Array(10).fill(50));
  });

  it("are of the classes found when each class has a digit of its own, whichever that is", async () => {
    const digits = [3, 1, 4, 0, 5, 9, 2, 6, 8, 7];
    const images = await real(100);
    const { classes } = realImages(dataset, "test", { first: 0, count: 100 });
    const shown = digits.flatMap((digit) => Array.from(images.subarray(PIXELS * classes.indexOf(digit)).subarray(0, PIXELS)));
    const drawsItsDigit = stillOf((tf, _, { y }) => tf.matMul(y, tf.tensor2d(shown, [10, PIXELS])));
    const of: Still = { ...drawsItsDigit, model: { ...drawsItsDigit.model, findsClasses: true } };
    const found = await ask("classes-found", { samples: 260 }, of);
    expect(found.digits).toEqual(digits);
    expect(found.accuracy).toBe(1);
    expect(found.perValue).toEqual(new Array(10).fill(1));
    await expect(ask("class-accuracy", {}, of)).rejects.toMatchObject({ code: "no-such-measurement" });
  });

  it("that are test images reach the floor, and the nearest training image of a copy is itself", async () => {
    let next = 0;
    const of = (split: "train" | "test") => stillOf((tf, _, { z }) => {
      const count = z.shape[0];
      const { pixels } = realImages(dataset, split, { first: next, count });
      next = next + count;
      return tf.tensor2d(pixels, [count, PIXELS]);
    }, false);
    const { distance, floor } = await ask("digit-fid", { samples: 1000 }, of("test"));
    expect(distance).toBeCloseTo(floor, 3);
    expect(floor).toBeGreaterThan(0);
    next = 0;
    expect((await ask("digit-fid", { samples: 1000 }, of("train"))).distance).toBeLessThan(1e-3);
    next = 40;
    const copies = await ask("memorising", { samples: 5, images: 50 }, of("train"));
    expect(copies.nearest).toEqual([40, 41, 42, 43, 44].map((image) => ({ image, distance: 0 })));
    expect(copies.suspicious).toBe(1);
    expect(copies.pixels).toEqual(copies.nearestPixels);
    expect(copies.medianOfTest).toBeGreaterThan(3);
  });

  it("do not depend on how many are asked for", async () => {
    const of = still(modelOf("vae"));
    const context = { still: of, data: dataset, judge: () => Promise.resolve(judge) };
    const few = await sampleImages(context, { first: 0, count: 3 });
    const more = await sampleImages(context, { first: 0, count: 20 });
    expect([...few.pixels]).toEqual([...more.pixels.subarray(0, 3 * PIXELS)].map((value) => expect.closeTo(value, 5)));
  });
});

describe("codes", () => {
  it("that are the pixels themselves tell the classes apart, those that are always 0 do not", async () => {
    const vae = modelOf("vae");
    const coded = (encode: Model["encode"], latent: number): Still => (
      { model: { ...vae, encode: encode! }, specs: {}, h: { latent }, weights: {} }
    );
    const settings = { references: 2000, images: 200 };
    const pixels = await ask("probe", settings, coded((_, __, { x }) => ({ mu: x }), PIXELS));
    expect(pixels.neighbours).toBe(5);
    expect(pixels.accuracy).toBeGreaterThan(0.85);
    const nothing = coded((tf, _, { x }) => ({ mu: tf.mul(tf.slice(x, [0, 0], [x.shape[0], 1]), 0) }), 1);
    expect((await ask("probe", settings, nothing)).accuracy).toBeLessThan(0.3);
  });

  it("have rate and distortion", async () => {
    const of = still(modelOf("vae"));
    const { klPerDimension, rateBits, distortionNats, activeUnits, variances } = await ask("codes", { images: 300 }, of);
    expect(klPerDimension!.reduce((sum, value) => sum + value, 0)).toBeCloseTo(rateBits! * Math.LN2, 10);
    expect(distortionNats!).toBeGreaterThan(400);
    expect(activeUnits).toBe(variances.filter((value) => value > 0.01).length);
    const points = await ask("codes", { images: 300 }, still(modelOf("ae")));
    expect(points).toMatchObject({ klPerDimension: null, rateBits: null });
    expect(points.distortionNats!).toBeGreaterThan(400);
  });

  it("of a learned prior have the rate of its own KL term, and its components sort the images", async () => {
    const of = still(modelOf("mixture-vae"), { prior: "mixture" }); // far from the codes at first
    const { klPerDimension, rateBits, sorting } = await ask("codes", { images: 2000 }, of);
    expect(klPerDimension).toBeNull(); // no sum over dimensions
    const { "drawn-kl": kl } = await heldOut(of, 2000);
    expect(Math.abs((rateBits! * Math.LN2) / kl! - 1)).toBeLessThan(0.1); // by other draws
    expect(sorting!.components).toBe(of.h["components"]);
    expect(sorting!.used).toBeGreaterThan(1);
    expect(sorting!.sameClass).toBeGreaterThan(0.1);
    expect((await ask("codes", { images: 20 }, still(modelOf("vae")))).sorting).toBeNull();
  });
});

describe("held-out losses", () => {
  it("come after each epoch; every 200 steps, too, early in a run", () => {
    const steps = Array.from({ length: 3000 }, (_, i) => step(i + 1)).filter((at) => isHeldOutStep({ step: at, stepsPerEpoch: 468 }));
    expect(steps).toEqual([200, 400, 468, 600, 800, 936, 1000, 1200, 1400, 1404, 1600, 1800, 1872, 2000, 2340, 2808]);
  });

  it("are of a tenth of the images early in a run, spread over all; later of all", async () => {
    const of = still(modelOf("vae"));
    const steps: { latest: StillAt | null } = { latest: null };
    const told: unknown[] = [];
    const asked: number[] = [];
    const spied: Dataset = { ...dataset, fillTest: (indices, ...rest) => {
      asked.push(...Array.from(indices));
      dataset.fillTest(indices, ...rest);
    } };
    const job = heldOutJob(steps, spied, ({ step: at, images }) => told.push([at, images]));
    const measureAt = async (at: number) => {
      steps.latest = { ...of, step: step(at) };
      expect(job.due()).toBe(true);
      asked.length = 0;
      for await (const _ of job.run());
      expect(job.due()).toBe(false);
      return [...asked];
    };
    expect(await measureAt(468)).toEqual(Array.from({ length: 1000 }, (_, i) => 10 * i));
    expect(await measureAt(2340)).toEqual(Array.from({ length: 10_000 }, (_, i) => i));
    expect(told).toEqual([[468, 1000], [2340, 10_000]]);
  });
});

describe("after each epoch", () => {
  const jobOf = (broken: boolean) => {
    const gan = still(modelOf("gan"));
    const ends: { latest: StillAt | null } = { latest: null };
    const endEpoch = (epoch: number) => { ends.latest = { ...gan, step: step(10 * epoch) }; };
    const results: unknown[] = [];
    const failures: unknown[] = [];
    const job = epochJob("class-histogram", { samples: 260 }, {
      model: gan.model, data: "image", ends, dataset, seed: 1,
      judge: () => (broken ? Promise.reject(new ElboError("judge-damaged", "")) : Promise.resolve(judge)),
      measured: ({ id, step: at, result }) => results.push([id, at, "counts" in result && result.counts.reduce((sum, count) => sum + count)]),
      failed: (id, { code }) => failures.push([id, code]),
      wake: () => { woken++; },
    });
    let woken = 0;
    const run = async () => { for await (const _ of job.run()); };
    /** The judge has come, or has not. */
    const answer = () => new Promise((done) => setTimeout(done, 0));
    return { endEpoch, job, run, answer, results, failures, woken: () => woken };
  };

  it("one is due, once, as soon as the judge is here, and tells of which step it speaks", async () => {
    const { endEpoch, job, run, answer, results, woken } = jobOf(false);
    expect(job.due()).toBe(false);
    endEpoch(1);
    expect(job.due()).toBe(false);
    await answer();
    expect(woken()).toBe(1);
    expect(job.due()).toBe(true);
    const before = memory().numTensors;
    await run();
    expect(memory().numTensors).toBe(before);
    expect(results).toEqual([["class-histogram", 10, 260]]);
    expect(job.due()).toBe(false);
  });

  it("one that is ended holds nothing", async () => {
    const { endEpoch, job, answer } = jobOf(false);
    endEpoch(1);
    job.due();
    await answer();
    const before = memory().numTensors;
    const slices = job.run();
    await slices.next();
    expect(memory().numTensors).toBeGreaterThan(before);
    await slices.return();
    expect(memory().numTensors).toBe(before);
  });

  it("one without a judge is not tried again, and the run goes on", async () => {
    const { endEpoch, job, answer, results, failures } = jobOf(true);
    for (const epoch of [1, 2, 3]) {
      endEpoch(epoch);
      expect(job.due()).toBe(false);
      await answer();
    }
    expect({ results, failures }).toEqual({ results: [], failures: [["class-histogram", "judge-damaged"]] });
  });

  it("every GAN counts its classes, every model with an encoder looks at its codes, every one with few labels at its test error", () => {
    const names = (model: Model) => epochJobs({
      model, data: "image", ends: { latest: null }, dataset, seed: 1,
      judge: () => Promise.resolve(judge), measured: () => undefined, failed: () => undefined, wake: () => undefined,
    }).map(({ name }) => name);
    for (const model of models) {
      const expected = [model.encode ? "codes" : "class-histogram", ...(model.labelled ? ["test-error"] : [])];
      expect(names(model), model.id).toEqual(expected);
    }
  });
});

describe("of points", () => {
  const trained = (chosen: HyperparameterValues, id = "vae") => still(modelOf(id), chosen);

  it.each(["vae", "gan", "wgan-gp"])("the measurements that apply to %s give finite numbers, leak nothing and can be ended; those of images are refused", async (id) => {
    for (const data of id === "vae" ? ["ring", "line"] : ["ring"]) {
      const of = trained({ data }, id);
      const points = { dataset: datasetOf({ data }, () => dataset) };
      for (const one of measurementsOf(of.model, "points")) {
        const before = memory().numTensors;
        const result = await ask(one, SMALL[one], of, points);
        expect(memory().numTensors, one).toBe(before);
        JSON.stringify(result, (key, value: unknown) => {
          if (typeof value === "number" && !Number.isFinite(value)) throw new Error(`${one}: ${key} = ${value}`);
          return value;
        });
        const ending = new AbortController();
        const ended = ask(one, SMALL[one], of, { ...points, signal: ending.signal, onProgress: () => ending.abort() });
        await expect(ended).rejects.toMatchObject({ code: "superseded" });
      }
      expect(measurementsOf(of.model, "points")).toContain("divergences");
      await expect(ask("digit-fid", {}, of, points)).rejects.toMatchObject({ code: "no-such-measurement" });
    }
    await expect(ask("divergences", {}, trained({}, id))).rejects.toMatchObject({ code: "no-such-measurement" });
  });

  it("a decoder that gives one point everywhere, with σ of a Gaussian of the ring, finds that Gaussian alone, far from the data", async () => {
    const one = trained({ data: "ring", deviation: "set", sigma: 0.06 });
    const weights: Record<string, Tensor> = { ...one.weights };
    const zero = (name: string, values: readonly number[]) => {
      weights[name] = tensor(Float32Array.from(values), weights[name]!.shape);
      held.push(weights[name]);
    };
    zero("decoder/logits/kernel", new Array<number>(weights["decoder/logits/kernel"]!.size).fill(0));
    zero("decoder/logits/bias", [1, 0]);
    const ring = { dataset: datasetOf({ data: "ring" }, () => dataset) };
    const found = await ask("divergences", { samples: 4000 }, { ...one, weights }, ring);
    expect(found.modes?.found).toBe(1);
    expect(found.modes?.shares[0]).toBeGreaterThan(0.99);
    // One of eight parts that do not touch: half of KL(p‖m) is ⅛·log(⅛/(9/16)) + ⅞·log 2, half of KL(q‖m) is log(1/(9/16)).
    expect(found.js).toBeCloseTo((Math.log(0.125 / 0.5625) / 8 + (7 / 8) * Math.LN2 + Math.log(1 / 0.5625)) / 2, 1);
    // The mean distance from (1, 0) to the eight middles, give or take σ.
    const middles = Array.from({ length: 8 }, (_, k) => 2 * Math.sin((Math.PI * k) / 8));
    expect(found.wasserstein).toBeCloseTo(middles.reduce((sum, value) => sum + value, 0) / 8, 1);
    expect(found.floor.wasserstein).toBeLessThan(0.2);
    expect(found.kl).toBeGreaterThan(5 * found.floor.kl);
    const { wasserstein, floor, ...same } = await ask("divergences", { samples: 4000, carried: 0 }, { ...one, weights }, ring);
    expect([wasserstein, floor.wasserstein]).toEqual([null, null]);
    expect(same).toMatchObject({ kl: found.kl, js: found.js, carried: 0 });
  });
});
