/** The doctor's rules on readings made by hand: what is known leads to a verdict, and what is not known is said to be so. */
import { describe, expect, test } from "vitest";
import { defaultsOf, type HyperparameterValues } from "../core/hyperparameters";
import type { ResultOf } from "../core/measurements";
import { dataOf } from "../data/registry";
import { en } from "../i18n/doctor.en";
import { zhCN } from "../i18n/doctor.zh-CN";
import { models, findModel } from "../models/registry";
import { ILLNESS_IDS, type IllnessId } from "./ids";
import { alarms, remediesOf, verdictOn, type Illness } from "./illness";
import { knownFrom, readingOf, recentLoss, type Readings, type Subject } from "./readings";
import { examine, illnesses } from "./registry";
import type { IllnessTexts } from "./texts";

const subjectOf = (id: string, change: HyperparameterValues = {}): Subject => {
  const model = findModel(id)!;
  const h: HyperparameterValues = { ...defaultsOf(model.hyperparameters), ...change };
  return { model, h, data: dataOf(h) };
};
const concernOf = (subject: Subject) => ILLNESS_IDS.filter((id) => illnesses[id].concerns(subject));
const readings = (losses: Readings["losses"], results: Readings["results"] = {}): Readings => ({ step: 1000, losses, results });

test("every folder is listed, and none is missing", () => {
  const folders = Object.keys(import.meta.glob("./*/illness.ts")).map((path) => path.split("/")[1]);
  expect(folders.sort()).toEqual([...ILLNESS_IDS].sort());
});

const rule: Illness = {
  concerns: () => true, from: 100, remedies: [],
  hints: [{ what: "kl", is: "at most", value: 1 }],
  signs: [[{ what: "activeUnits", is: "at most", value: 0 }], [{ what: "clear", is: "at least", value: 0.5 }, { what: "variety", is: "at most", value: 0.1 }]],
  requires: [{ what: "clear", is: "at least", value: 0.3 }],
};
const signs = { activeUnits: 2, clear: 0.6, variety: 0.5 };

describe("a verdict", () => {
  const of = (step: number, values: Parameters<typeof verdictOn>[1]["values"]) => verdictOn(rule, { step, values });

  test("is not given before its step, nor without its losses", () => {
    expect(of(99, { kl: 0.5, ...signs })).toEqual({ kind: "unknown", why: "early" });
    expect(of(100, signs)).toEqual({ kind: "unknown", why: "unmeasured", missing: ["kl"], suspected: false });
  });

  test("is well where the losses are against it, and nothing needs to be measured", () => {
    expect(of(100, { kl: 2 })).toMatchObject({ kind: "well", evidence: [{ what: "kl", measured: 2 }] });
  });

  test("waits for what is not measured, with a suspicion that alarms", () => {
    const verdict = of(100, { kl: 0.5, variety: 0.5 });
    expect(verdict).toEqual({ kind: "unknown", why: "unmeasured", missing: ["clear", "activeUnits"], suspected: true });
    expect(alarms(verdict)).toBe(true);
  });

  test("is ill where all signs of one group hold", () => {
    expect(of(100, { kl: 0.5, ...signs, activeUnits: 0 }).kind).toBe("ill");
    expect(of(100, { kl: 0.5, ...signs, variety: 0.05 }).kind).toBe("ill");
    expect(of(100, { kl: 0.5, ...signs, variety: 0.05, clear: 0.4 }).kind).toBe("well");
  });

  test("is well only where what it requires holds", () => {
    expect(of(100, { kl: 0.5, ...signs }).kind).toBe("well");
    expect(of(100, { kl: 0.5, ...signs, clear: 0.2 })).toMatchObject({ kind: "unknown", why: "unclear", evidence: [{ what: "clear", measured: 0.2 }] });
  });
});

describe("readings", () => {
  const histogram: ResultOf<"class-histogram"> = {
    samples: 1000, counts: [], entropy: 0, covered: 4, variety: 0.5, clear: 0.9, verdict: { kind: "missing", missing: [], over: [] },
  };

  test("of a discriminator that guesses: its losses are all that guessing costs", () => {
    expect(knownFrom(readings({ real: Math.log(2), fake: Math.log(2) }), subjectOf("gan")).values.discriminatorLoss).toBeCloseTo(1);
    const squares = subjectOf("gan", { loss: "least-squares" });
    expect(knownFrom(readings({ real: 0.125, fake: 0.125 }), squares).values.discriminatorLoss).toBeCloseTo(1); // ½(½)² on each side
  });

  test("of a saturating loss: D(G(z)) is below its bound, and nearly it where D is sure", () => {
    const logits = [-6, -5, -4, 1];
    const sigmoid = (x: number) => 1 / (1 + Math.exp(-x));
    for (const logit of logits) {
      const loss = -Math.log1p(Math.exp(logit));
      const { generatorSlope } = knownFrom(readings({ generator: loss }), subjectOf("gan", { loss: "saturating" })).values;
      const h = 1e-5;
      const slope = (Math.log1p(Math.exp(logit + h)) - Math.log1p(Math.exp(logit - h))) / (2 * h);
      expect(slope).toBeCloseTo(sigmoid(logit), 6);
      expect(slope).toBeLessThanOrEqual(generatorSlope!);
      if (logit < -3) expect(slope / generatorSlope!).toBeGreaterThan(0.98);
    }
  });

  test("of a critic: one that rises by 1 everywhere, straight from one corner of the images to the other, has a gap of 1", () => {
    const corner = Math.sqrt(784); // f(x) = Σxⱼ/28 has slope 1, and is 28 and −28 at the corners
    expect(knownFrom(readings({ "real-score": -corner, "fake-score": -corner }), subjectOf("wgan")).values.scoreGap).toBeCloseTo(1);
    const ring = subjectOf("wgan-gp", { data: "ring" });
    expect(knownFrom(readings({ "real-score": -1.5, "fake-score": -1.5 }), ring).values.scoreGap).toBeCloseTo(Math.SQRT1_2);
  });

  test("of losses: the median of the last steps, so that a batch that went wrong does not count", () => {
    expect(recentLoss([...Array<number>(100).fill(9), ...Array<number>(49).fill(1), 1000])).toBe(1);
    expect(recentLoss([1, NaN, 2])).toBe(1.5);
    expect(recentLoss([])).toBeNaN();
  });

  test("what was not measured is absent", () => {
    expect(knownFrom(readings({ kl: 3 }), subjectOf("vae")).values).toEqual({ kl: 3 });
    expect(knownFrom(readings({}, { "class-histogram": histogram }), subjectOf("dcgan")).values).toEqual({ classesMissing: 6, variety: 0.5, clear: 0.9 });
  });
});

test("each illness concerns some model, and what it reads there can be measured", () => {
  for (const id of ILLNESS_IDS) {
    const { concerns, hints, signs: groups, requires } = illnesses[id];
    const subjects = models.flatMap((model) => ["mnist", "ring"].flatMap((data) => ["saturating", "non-saturating"].map((loss) => (
      subjectOf(model.id, { ...(model.hyperparameters["data"] && { data }), ...(model.hyperparameters["loss"] && { loss }) })))));
    const concerned = subjects.filter(concerns);
    expect(concerned.length, id).toBeGreaterThan(0);
    for (const { what } of hints) for (const subject of concerned) expect(readingOf(what).needs(subject), id).toBeNull();
    for (const { what } of [...groups.flat(), ...requires]) for (const subject of concerned) expect(readingOf(what).needs(subject), id).not.toBeNull();
  }
});

test("a model is asked what it can have", () => {
  const expected: Readonly<Record<string, readonly IllnessId[]>> = {
    vae: ["posterior-collapse", "holes"], ae: ["holes"],
    gan: ["mode-collapse", "strong-discriminator", "dead-discriminator"],
    cgan: ["mode-collapse", "strong-discriminator", "dead-discriminator", "ignored-condition"],
    wgan: ["mode-collapse", "exploding-critic"],
  };
  for (const [id, ids] of Object.entries(expected)) expect(concernOf(subjectOf(id)), id).toEqual(ids);
  expect(concernOf(subjectOf("gan", { data: "ring" }))).toEqual(["dropped-modes"]);
});

test("a remedy is another value of a setting that the model has", () => {
  expect(remediesOf(illnesses["posterior-collapse"], subjectOf("vae", { beta: 40 }))).toEqual([{ setting: "beta", value: 1, from: "here", where: "above" }]);
  expect(remediesOf(illnesses["posterior-collapse"], subjectOf("vae", { likelihood: "gaussian", sigma: 3 }))).toEqual([{ setting: "sigma", value: 0.3, from: "start", where: "above" }]);
  expect(remediesOf(illnesses["vanishing-gradients"], subjectOf("gan", { loss: "saturating" }))).toEqual([{ setting: "loss", value: "non-saturating", from: "start" }]);
});

test("what makes the discriminator faster is not offered where it is the faster one already", () => {
  const fast = subjectOf("gan", { discriminatorRate: 5 });
  expect(remediesOf(illnesses["mode-collapse"], fast)).toEqual([]);
  expect(remediesOf(illnesses["strong-discriminator"], fast).map(({ setting }) => setting)).toEqual(["discriminatorRate"]);
});

test("what is tried from here can change in mid-run, wherever a model has it", () => {
  for (const { remedies } of Object.values(illnesses)) {
    for (const { setting, from } of remedies) {
      const specs = models.flatMap((model) => model.hyperparameters[setting] ?? []);
      expect(specs.length).toBeGreaterThan(0);
      if (from === "here") expect(specs.every(({ live }) => live)).toBe(true);
    }
  }
});

test.each([["en", en.illnesses], ["zh-CN", zhCN.illnesses]] as const)("%s asks of each illness without naming it, and has a reason for each remedy", (_, texts: Readonly<Record<string, IllnessTexts>>) => {
  expect(Object.keys(texts).sort()).toEqual([...ILLNESS_IDS].sort());
  for (const id of ILLNESS_IDS) {
    const { name, question, options, remedies } = texts[id]!;
    expect(question).toMatch(/[?？]$/);
    expect(question).not.toContain(name);
    expect(Object.keys(options).length).toBeGreaterThanOrEqual(3);
    expect(Object.keys(remedies)).toEqual(illnesses[id].remedies.map(({ setting }) => setting));
  }
});

test("an examination has a verdict on all that concerns the run", () => {
  expect(examine(subjectOf("vae"), { step: 500, values: { kl: 5 } }).map(({ id, verdict }) => [id, verdict.kind]))
    .toEqual([["posterior-collapse", "well"], ["holes", "unknown"]]);
});
