/** These tests compare readings of a run with closed forms. */
import { expect, test } from "vitest";
import { dataOf } from "../data/registry";
import { findModel, models } from "../models/registry";
import { defaultsOf, type HyperparameterValues } from "../../core/model/hyperparameters";
import { isReading, klColumn, measured, needs, read, recentLoss, unitOf, type ReadingId, type Results, type RunResults } from "./readings";
import { appliesTo, type ResultOf } from "./registry";

function seen(id: string, losses: RunResults["losses"], { change = {}, results = {} }: { change?: HyperparameterValues; results?: RunResults["results"] } = {}): RunResults {
  const model = findModel(id)!;
  const h: HyperparameterValues = { ...defaultsOf(model.hyperparameters), ...change };
  return { model, h, data: dataOf(h), losses, results };
}

test("a loss is the median of the last steps, so that a batch that went wrong does not count", () => {
  expect(recentLoss([...Array<number>(100).fill(9), ...Array<number>(49).fill(1), 1000])).toBe(1);
  expect(recentLoss([1, NaN, 2])).toBe(1.5);
  expect(recentLoss([])).toBeNaN();
});

test("a discriminator that guesses has the losses of guessing", () => {
  expect(read("discriminator loss", seen("gan", { real: Math.log(2), fake: Math.log(2) }))).toBeCloseTo(1);
  const squares = seen("gan", { real: 0.125, fake: 0.125 }, { change: { loss: "least-squares" } }); // ½(½)² on each side
  expect(read("discriminator loss", squares)).toBeCloseTo(1);
});

test("with a saturating loss, D(G(z)) is below its bound, and close to it if D is sure", () => {
  const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
  for (const logit of [-6, -5, -4, 1]) {
    const bound = read("generator slope", seen("gan", { generator: -Math.log1p(Math.exp(logit)) }, { change: { loss: "saturating" } }));
    const h = 1e-5;
    const slope = (Math.log1p(Math.exp(logit + h)) - Math.log1p(Math.exp(logit - h))) / (2 * h);
    expect(slope).toBeCloseTo(sigmoid(logit), 6);
    expect(slope).toBeLessThanOrEqual(bound);
    if (logit < -3) expect(slope / bound).toBeGreaterThan(0.98);
  }
});

test("a critic with gradient 1 from one corner of the images to the opposite one has a gap of 1", () => {
  const corner = Math.sqrt(784); // f(x) = Σxⱼ/28 has slope 1, and is 28 and −28 at the corners
  expect(read("score gap", seen("wgan", { "real-score": -corner, "fake-score": -corner }))).toBeCloseTo(1);
  expect(read("score gap", seen("wgan-gp", { "real-score": -1.5, "fake-score": -1.5 }, { change: { data: "ring" } }))).toBeCloseTo(Math.SQRT1_2);
});

test("losses, settings and measurements are read by their names; missing ones are NaN", () => {
  const histogram: ResultOf<"class-histogram"> = {
    samples: 1000, counts: [], entropy: 0, covered: 4, variety: 0.5, clear: 0.9, verdict: { kind: "missing", missing: [], over: [] },
  };
  const vae = seen("vae", { kl: 3 }, { results: { "class-histogram": histogram } });
  expect((["KL term", "loss kl", "setting beta", "classes", "clear samples"] as const).map((what) => read(what, vae))).toEqual([3, 3, 1, 4, 0.9]);
  expect((["active units", "discriminator loss", "loss real", "setting loss"] as const).map((what) => read(what, vae))).toEqual([NaN, NaN, NaN, NaN]);
  expect(["loss kl", "KL term", "toString"].map(isReading)).toEqual([false, true, false]);
});

test("the requested class is measured in the way in which the model has classes", () => {
  expect(needs("right class", seen("cgan", {}))).toBe("class-accuracy");
  for (const model of models.filter(({ conditional }) => conditional)) {
    const subject = seen(model.id, {});
    expect(appliesTo(needs("right class", subject)!, model, subject.data.kind), model.id).toBe(true);
  }
});

test("each reading is the number of its measurement, or follows from several of its numbers", () => {
  const results: Results = {
    codes: {
      images: 4, klPerDimension: [1, 2], variances: [0.1, 0.4], activeUnits: 2, rateBits: 3, distortionNats: 9, sigma: 0.7,
      sorting: { components: 8, used: 5, sameClass: 0.6 }, codebook: { shares: [0.5, 0.5, 0], perplexity: 2, dead: 1 },
    },
    reconstructions: { images: 4, sharpnessOfImages: 0.4, sharpness: 0.1, sameClass: 0.95 },
    "test-error": { images: 4, error: 0.03, perClass: [] },
    imputation: { images: 4, k: 1, missing: 0.5, ofModel: { absolute: 0.11, squared: 9 }, ofMean: { absolute: 0.22, squared: 9 } },
    translation: {
      images: 4, error: 0.12, errorOfGiven: 9, sharpness: 0.3, sharpnessOfImages: 0.6, sameClass: 0.85, sameClassOfGiven: 9,
      slant: { made: 0.15, given: 0.5, images: 0.1 }, thickness: { made: 2, given: 4, images: 3 },
    },
    "class-accuracy": { samples: 4, accuracy: 0.91, perClass: [], confusion: [] },
    "classes-found": { samples: 4, digits: [], accuracy: 0.92, perValue: [], confusion: [] },
    "class-histogram": { samples: 4, counts: [], entropy: 9, covered: 7, variety: 0.55, clear: 0.65, verdict: { kind: "missing", missing: [], over: [] } },
    "digit-fid": { samples: 4, distance: 12, floor: 9 },
    divergences: {
      samples: 4, cell: 9, carried: 0, kl: 0.31, js: 0.21, wasserstein: null, floor: { kl: 9, js: 9, wasserstein: null }, modes: { shares: [0, 0.5, 0.4], found: 2, far: 0.1 },
    },
  };
  const expected: Partial<Record<ReadingId, number>> = {
    "active units": 2, "variance of codes": 0.25, "KL": 3 * Math.LN2, "sigma": 0.7, "components in use": 5, "sorted by component": 0.6, "entries in use": 2,
    "reconstructions of the same class": 0.95, "sharpness of reconstructions": 0.25, "test error": 0.03, "error on missing pixels": 0.11, "error of the mean image": 0.22,
    "error of images made": 0.12, "images made of the same class": 0.85, "sharpness of images made": 0.5,
    "slant undone": 0.875, "thickness undone": 0, // 0.05 of 0.4 is left; as far beyond as before
    "clear samples": 0.65, "classes": 7, "variety": 0.55, "right class": 0.91, "digit-FID": 12,
    "modes": 2, "missing modes": 1, "far samples": 0.1, "KL of densities": 0.31, "JS of densities": 0.21,
  };
  const vae = seen("vae", {}, { results });
  for (const [what, value] of Object.entries(expected)) {
    expect(read(what as ReadingId, vae), what).toBeCloseTo(value, 12);
    expect(results, what).toHaveProperty(needs(what as ReadingId, vae)!);
    expect(read(what as ReadingId, seen("vae", {})), what).toBeNaN();
  }
  expect(read("right class", seen("info-gan", {}, { results }))).toBe(0.92);

  const without: Results = {
    codes: { ...results.codes!, rateBits: null, sigma: null, sorting: null, codebook: null }, divergences: { ...results.divergences!, modes: null },
  };
  const absent = ["KL", "sigma", "components in use", "sorted by component", "entries in use", "modes", "missing modes", "far samples"] as const;
  for (const what of absent) expect(read(what, seen("vae", {}, { results: without })), what).toBeNaN();
});

test("losses are read without a measurement, and each reading has a unit", () => {
  const vae = seen("vae", {});
  expect((["KL term", "discriminator loss", "generator slope", "score gap", "loss kl", "setting beta"] as const).map((what) => needs(what, vae))).toEqual(Array(6).fill(null));
  expect((["KL term", "discriminator loss", "active units", "digit-FID"] as const).map(unitOf)).toEqual(["nats", "share", "count", "number"]);
});

test("the KL term is the loss column of the objective that has one", () => {
  expect(["vae", "mixture-vae", "vae-gan", "iwae", "gan"].map((id) => klColumn(seen(id, {})))).toEqual(["kl", "drawn-kl", "kl", undefined, undefined]);
  expect(read("KL term", seen("gan", { undefined: 1 }))).toBeNaN();
});

test("the median of a loss column covers its last 50 steps, in whatever order their values are", () => {
  expect(recentLoss([3, 1, 2])).toBe(2);
  expect(recentLoss([10, 9, 100, 2])).toBe(9.5);
  expect(recentLoss(Array.from({ length: 80 }, (_, i) => i))).toBe(54.5); // of 30 to 79
});

test("each measurement is made once, with the settings that readings need", async () => {
  const asked: unknown[] = [];
  const results = await measured(["codes", "digit-fid", "codes"], async (id, settings) => {
    asked.push([id, settings]);
    return { id } as never; // stands for a result
  });
  expect(asked).toEqual([["codes", { images: 2000 }], ["digit-fid", { samples: 2000 }]]);
  expect(results).toEqual({ codes: { id: "codes" }, "digit-fid": { id: "digit-fid" } });
  await expect(measured(["codes"], async () => { throw new Error("lost"); })).rejects.toThrow("lost");
});
