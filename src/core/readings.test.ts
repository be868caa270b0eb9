/** What is read off a run, beside closed forms. */
import { expect, test } from "vitest";
import { dataOf } from "../data/registry";
import { findModel, models } from "../models/registry";
import { defaultsOf, type HyperparameterValues } from "./hyperparameters";
import { appliesTo } from "./measurable";
import type { ResultOf } from "./measurements";
import { isReading, needs, read, recentLoss, type Seen } from "./readings";

function seen(id: string, losses: Seen["losses"], { change = {}, results = {} }: { change?: HyperparameterValues; results?: Seen["results"] } = {}): Seen {
  const model = findModel(id)!;
  const h: HyperparameterValues = { ...defaultsOf(model.hyperparameters), ...change };
  return { model, h, data: dataOf(h), losses, results };
}

test("a loss is the median of the last steps, so that a batch that went wrong does not count", () => {
  expect(recentLoss([...Array<number>(100).fill(9), ...Array<number>(49).fill(1), 1000])).toBe(1);
  expect(recentLoss([1, NaN, 2])).toBe(1.5);
  expect(recentLoss([])).toBeNaN();
});

test("of a discriminator that guesses: its losses are all that guessing costs", () => {
  expect(read("discriminator loss", seen("gan", { real: Math.log(2), fake: Math.log(2) }))).toBeCloseTo(1);
  const squares = seen("gan", { real: 0.125, fake: 0.125 }, { change: { loss: "least-squares" } }); // ½(½)² on each side
  expect(read("discriminator loss", squares)).toBeCloseTo(1);
});

test("of a saturating loss: D(G(z)) is below its bound, and nearly it where D is sure", () => {
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

test("of a critic: one that rises by 1 everywhere, straight from one corner of the images to the other, has a gap of 1", () => {
  const corner = Math.sqrt(784); // f(x) = Σxⱼ/28 has slope 1, and is 28 and −28 at the corners
  expect(read("score gap", seen("wgan", { "real-score": -corner, "fake-score": -corner }))).toBeCloseTo(1);
  expect(read("score gap", seen("wgan-gp", { "real-score": -1.5, "fake-score": -1.5 }, { change: { data: "ring" } }))).toBeCloseTo(Math.SQRT1_2);
});

test("losses, settings and measurements are read by their names; what there is not is no number", () => {
  const histogram: ResultOf<"class-histogram"> = {
    samples: 1000, counts: [], entropy: 0, covered: 4, variety: 0.5, clear: 0.9, verdict: { kind: "missing", missing: [], over: [] },
  };
  const vae = seen("vae", { kl: 3 }, { results: { "class-histogram": histogram } });
  expect((["KL term", "loss kl", "setting beta", "classes", "clear samples"] as const).map((what) => read(what, vae))).toEqual([3, 3, 1, 4, 0.9]);
  expect((["active units", "discriminator loss", "loss real", "setting loss"] as const).map((what) => read(what, vae))).toEqual([NaN, NaN, NaN, NaN]);
  expect(["loss kl", "KL term", "toString"].map(isReading)).toEqual([false, true, false]);
});

test("the class asked for is looked for as the model has its classes", () => {
  expect(needs("right class", seen("cgan", {}))).toBe("class-accuracy");
  for (const model of models.filter(({ conditional }) => conditional)) {
    const subject = seen(model.id, {});
    expect(appliesTo(needs("right class", subject)!, model, subject.data.kind), model.id).toBe(true);
  }
});
