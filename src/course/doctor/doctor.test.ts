/** The doctor's rules on made-up readings: known readings lead to a verdict, and missing ones are reported as missing. */
import { describe, expect, test } from "vitest";
import { defaultsOf, type HyperparameterValues } from "../../core/model/hyperparameters";
import { needs, pastOf, recentLoss, type Results, type Subject } from "../../subject/measurements/readings";
import { dataOf } from "../../subject/data/registry";
import { en } from "../../page/features/doctor/texts.en";
import { es } from "../../page/features/doctor/texts.es";
import { zhCN } from "../../page/features/doctor/texts.zh-CN";
import { models, findModel } from "../../subject/models/registry";
import { FAILURE_MODE_IDS, type FailureModeId } from "./ids";
import { alarms, fixesOf, isConclusive, verdictOn, type FailureMode } from "./failureMode";
import { examine, failureModes, readingsAt } from "./registry";
import type { FailureModeTexts } from "./texts";

const subjectOf = (id: string, change: HyperparameterValues = {}): Subject => {
  const model = findModel(id)!;
  const h: HyperparameterValues = { ...defaultsOf(model.hyperparameters), ...change };
  return { model, h, data: dataOf(h) };
};
const concernOf = (subject: Subject) => FAILURE_MODE_IDS.filter((id) => failureModes[id].concerns(subject));

test("every folder is listed, and none is missing", () => {
  const folders = Object.keys(import.meta.glob("./*/failureMode.ts")).map((path) => path.split("/")[1]);
  expect(folders.sort()).toEqual([...FAILURE_MODE_IDS].sort());
});

const rule: FailureMode = {
  concerns: () => true, from: 100, fixes: [],
  hints: [{ what: "KL term", is: "at most", value: 1 }],
  signs: [[{ what: "active units", is: "at most", value: 0 }], [{ what: "clear samples", is: "at least", value: 0.5 }, { what: "variety", is: "at most", value: 0.1 }]],
  requires: [{ what: "clear samples", is: "at least", value: 0.3 }],
};
const signs = { "active units": 2, "clear samples": 0.6, variety: 0.5 };

describe("a verdict", () => {
  const of = (step: number, values: Parameters<typeof verdictOn>[1]["values"]) => verdictOn(rule, { step, values });

  test("is not given before its first step or without losses", () => {
    expect(of(99, { "KL term": 0.5, ...signs })).toEqual({ kind: "unknown", why: "early" });
    expect(of(100, signs)).toEqual({ kind: "unknown", why: "unmeasured", missing: ["KL term"], suspected: false });
  });

  test("is well if the losses contradict the failure mode, and then needs no measurement", () => {
    expect(of(100, { "KL term": 2 })).toMatchObject({ kind: "well", evidence: [{ what: "KL term", measured: 2 }] });
  });

  test("requires the missing measurements, and alarms on suspicion", () => {
    const verdict = of(100, { "KL term": 0.5, variety: 0.5 });
    expect(verdict).toEqual({ kind: "unknown", why: "unmeasured", missing: ["clear samples", "active units"], suspected: true });
    expect(alarms(verdict)).toBe(true);
  });

  test("is ill if all signs of one group hold", () => {
    expect(of(100, { "KL term": 0.5, ...signs, "active units": 0 }).kind).toBe("ill");
    expect(of(100, { "KL term": 0.5, ...signs, variety: 0.05 }).kind).toBe("ill");
    expect(of(100, { "KL term": 0.5, ...signs, variety: 0.05, "clear samples": 0.4 }).kind).toBe("well");
  });

  test("is well only if its requirements hold", () => {
    expect(of(100, { "KL term": 0.5, ...signs }).kind).toBe("well");
    expect(of(100, { "KL term": 0.5, ...signs, "clear samples": 0.2 })).toMatchObject({ kind: "unknown", why: "unclear", evidence: [{ what: "clear samples", measured: 0.2 }] });
  });
});

test("each failure mode concerns some model, and its readings there can be measured", () => {
  for (const id of FAILURE_MODE_IDS) {
    const { concerns, hints, signs: groups, requires } = failureModes[id];
    const subjects = models.flatMap((model): Subject[] => ["mnist", "ring"].flatMap((data) => ["saturating", "non-saturating"].map((loss) => (
      ({ ...subjectOf(model.id, { ...(model.hyperparameters["data"] && { data }), ...(model.hyperparameters["loss"] && { loss }) }), ofPreset: { clear: 0.5, bound: 100 }, clearBefore: 0.5 })))));
    const concerned = subjects.filter(concerns);
    expect(concerned.length, id).toBeGreaterThan(0);
    for (const { what } of hints) for (const subject of concerned) expect(needs(what, subject), id).toBeNull();
    const readOffLosses = ["bound lost", "bound lost to the preset"];
    for (const { what } of [...groups.flat(), ...requires].filter(({ what: one }) => !readOffLosses.includes(one))) for (const subject of concerned) expect(needs(what, subject), id).not.toBeNull();
  }
});

test("a model is examined only for the failure modes it can have", () => {
  const expected: Readonly<Record<string, readonly FailureModeId[]>> = {
    vae: ["diverging", "worse-than-before", "few-classes", "posterior-collapse", "holes"], ae: ["diverging", "few-classes", "holes"],
    gan: ["diverging", "mode-collapse", "strong-discriminator", "dead-discriminator"],
    cgan: ["diverging", "mode-collapse", "strong-discriminator", "dead-discriminator", "ignored-condition"],
    wgan: ["diverging", "mode-collapse", "exploding-critic"],
    "pixel-flow": ["diverging", "few-classes", "ignored-condition"],
  };
  for (const [id, ids] of Object.entries(expected)) expect(concernOf(subjectOf(id)), id).toEqual(ids);
  expect(concernOf(subjectOf("gan", { data: "ring" }))).toEqual(["diverging", "dropped-modes"]);
  expect(concernOf({ ...subjectOf("vae"), model: { ...findModel("vae")!, drawsNothing: true } })).toEqual(["diverging", "worse-than-before", "posterior-collapse"]);
  expect(concernOf({ ...subjectOf("gan"), clearBefore: 0.5, ofPreset: {} })).toEqual(expect.arrayContaining(["worse-than-before", "below-preset"]));
});

test("a fix is another value of a setting that the model has", () => {
  expect(fixesOf(failureModes["posterior-collapse"], subjectOf("vae", { beta: 40 }))).toEqual([{ setting: "beta", value: 1, from: "here", where: "above" }]);
  expect(fixesOf(failureModes["posterior-collapse"], subjectOf("vae", { likelihood: "gaussian", sigma: 3 }))).toEqual([{ setting: "sigma", value: 0.3, from: "start", where: "above" }]);
  expect(fixesOf(failureModes["vanishing-gradients"], subjectOf("gan", { loss: "saturating" }))).toEqual([{ setting: "loss", value: "non-saturating", from: "start" }]);
});

test("a faster discriminator is not offered if it is the faster network already", () => {
  const fast = subjectOf("gan", { discriminatorRate: 5 });
  expect(fixesOf(failureModes["mode-collapse"], fast)).toEqual([]);
  expect(fixesOf(failureModes["strong-discriminator"], fast).map(({ setting }) => setting)).toEqual(["discriminatorRate"]);
});

test("a fix from here is a live setting in every model that has it", () => {
  for (const { fixes } of Object.values(failureModes)) {
    for (const { setting, from } of fixes) {
      const specs = models.flatMap((model) => model.hyperparameters[setting] ?? []);
      expect(specs.length).toBeGreaterThan(0);
      if (from === "here") expect(specs.every(({ live }) => live)).toBe(true);
    }
  }
});

test.each([["en", en.failureModes], ["zh-CN", zhCN.failureModes], ["es", es.failureModes]] as const)("%s asks of each failure mode without naming it, and has a reason for each fix", (_, texts: Readonly<Record<string, FailureModeTexts>>) => {
  expect(Object.keys(texts).sort()).toEqual([...FAILURE_MODE_IDS].sort());
  for (const id of FAILURE_MODE_IDS) {
    const { name, question, options, fixes } = texts[id]!;
    expect(question).toMatch(/[?？]$/);
    expect(question).not.toContain(name);
    expect(Object.keys(options).length).toBeGreaterThanOrEqual(3);
    expect(Object.keys(fixes)).toEqual(failureModes[id].fixes.map(({ setting }) => setting));
  }
});

test("an examination has a verdict on every failure mode that concerns the run", () => {
  expect(examine(subjectOf("vae"), { step: 500, values: { "KL term": 5, "active units": 2, "loss growth": 0.4, "bound lost": 1 } }).map(({ id, verdict }) => [id, verdict.kind]))
    .toEqual([["diverging", "well"], ["worse-than-before", "well"], ["few-classes", "unknown"], ["posterior-collapse", "well"], ["holes", "unknown"]]);
});

describe("an examination", () => {
  const histogram = (clear: number, covered: number, variety = 0.5): Results => ({
    "class-histogram": { samples: 1000, counts: [], entropy: 0, covered, variety, clear, verdict: { kind: "covered" , missing: [], over: [] } },
  });
  /** Examines a run with these losses. */
  function of(subject: Subject, losses: Readonly<Record<string, readonly number[]>>, results: Results = {}, isFinite = true) {
    const steps = Math.max(0, ...Object.values(losses).map(({ length }) => length));
    const recent = Object.fromEntries(Object.entries(losses).map(([id, values]) => [id, recentLoss(values)]));
    return examine(subject, readingsAt(steps, { ...subject, losses: recent, past: { ...pastOf(losses), isFinite }, results }));
  }
  const verdict = (found: ReturnType<typeof of>, id: FailureModeId) => found.find((one) => one.id === id)?.verdict;
  const steps = (count: number, value: (i: number) => number) => Array.from({ length: count }, (_, i) => value(i));
  const healthy = { reconstruction: steps(300, (i) => 150 + 400 * Math.exp(-i / 30)), kl: steps(300, (i) => 6 * (1 - Math.exp(-i / 30))) };

  test("finds losses that grow by orders of magnitude, but not a KL that grows from 0 or a critic's scores that do", () => {
    const game = (value: number) => ({ real: [0.7, ...steps(449, () => value)], fake: [0.7, ...steps(449, () => value)], generator: steps(450, () => 0.7) });
    expect(verdict(of(subjectOf("cgan"), game(1e6)), "diverging")).toMatchObject({ kind: "ill" });
    expect(verdict(of(subjectOf("cgan"), game(4)), "diverging")).toMatchObject({ kind: "well" });
    expect(verdict(of(subjectOf("vae"), healthy), "diverging")).toMatchObject({ kind: "well" });
    const scores = { "real-score": steps(200, (i) => -0.05 * i), "fake-score": steps(200, (i) => 0.05 * i) };
    expect(verdict(of(subjectOf("wgan"), scores), "diverging")).toMatchObject({ kind: "well" });
  });

  test("finds losses that are no numbers, at any step", () => {
    for (const count of [0, 1, 300]) expect(verdict(of(subjectOf("vae"), { reconstruction: steps(count, () => 500), kl: steps(count, () => 0) }, {}, false), "diverging"), String(count)).toMatchObject({ kind: "ill" });
  });

  test("a value off the scale rules nothing out", () => {
    const found = of(subjectOf("cgan"), { real: steps(450, () => 1e6), fake: steps(450, () => 1e6), generator: steps(450, () => 1) });
    for (const id of ["strong-discriminator", "dead-discriminator"] as const) expect(verdict(found, id), id).toMatchObject({ kind: "unknown", why: "unclear" });
  });

  test("finds a bound that has become worse, slowly or fast, and ignores that of a run that improves", () => {
    const worse = { ...healthy, reconstruction: healthy.reconstruction.map((value, i) => value + Math.max(0, i - 150) * 0.3) };
    expect(verdict(of(subjectOf("vae"), worse), "worse-than-before")).toMatchObject({ kind: "ill" });
    expect(verdict(of(subjectOf("vae"), healthy), "worse-than-before")).toMatchObject({ kind: "well" });
  });

  test("finds samples that were clearer before, if they were measured", () => {
    const before = { ...subjectOf("gan"), clearBefore: 0.6 };
    const losses = { real: steps(500, () => 0.7), fake: steps(500, () => 0.7), generator: steps(500, () => 0.7) };
    expect(verdict(of(before, losses, histogram(0.2, 10)), "worse-than-before")).toMatchObject({ kind: "ill" });
    expect(verdict(of(before, losses, histogram(0.55, 10)), "worse-than-before")).toMatchObject({ kind: "well" });
    expect(verdict(of(subjectOf("gan"), losses, histogram(0.2, 10)), "worse-than-before")).toBeUndefined();
  });

  test("compares with the preset what is known of it", () => {
    const gan = { ...subjectOf("gan"), ofPreset: { clear: 0.4 } };
    const losses = { real: steps(500, () => 0.7), fake: steps(500, () => 0.7), generator: steps(500, () => 0.7) };
    expect(verdict(of(gan, losses, histogram(0.1, 10)), "below-preset")).toMatchObject({ kind: "ill" });
    expect(verdict(of(gan, losses, histogram(0.3, 10)), "below-preset")).toMatchObject({ kind: "well" });
    expect(verdict(of({ ...subjectOf("vae"), ofPreset: { bound: 100 } }, healthy), "below-preset")).toMatchObject({ kind: "ill" });
  });

  test("never says that nothing is wrong beside samples of one class, or samples that cannot be read", () => {
    const samples = [histogram(0.9, 1, 0.001), histogram(0.9, 1), histogram(0.9, 2), histogram(0, 1), histogram(0.01, 10)];
    for (const id of ["gan", "wgan", "sngan", "pixel-flow", "vae", "conv-vae"]) {
      for (const results of samples) {
        const columns = Object.fromEntries(findModel(id)!.objectives.flatMap(({ terms }) => terms.map((term) => [term.id, steps(500, () => 1)])));
        const found = of(subjectOf(id), columns, results).map((one) => one.verdict);
        expect(found.some(alarms) || !isConclusive(found), `${id} ${JSON.stringify(results)}`).toBe(true);
      }
    }
  });

  test("at step 1 is early where it matters, and says nothing of what is not there", () => {
    const found = of(subjectOf("vae"), { reconstruction: [550], kl: [0] });
    expect(found.map(({ id, verdict: { kind } }) => [id, kind])).toEqual([["diverging", "well"], ["worse-than-before", "unknown"], ["few-classes", "unknown"], ["posterior-collapse", "unknown"], ["holes", "unknown"]]);
    for (const id of ["ae", "pixel-flow", "gan"]) expect(verdict(of(subjectOf(id), {}), "posterior-collapse"), id).toBeUndefined(); // no KL
    const points = of(subjectOf("gan", { data: "ring" }), { real: [0.7], fake: [0.7], generator: [0.7] });
    expect(points.map(({ id }) => id)).toEqual(["diverging", "dropped-modes"]);
  });

  test("has verdicts with settings at both ends of their ranges", () => {
    for (const model of models) {
      for (const end of ["min", "max"] as const) {
        const change = Object.fromEntries(Object.entries(model.hyperparameters).flatMap(([id, spec]) => (spec.kind === "choice" ? [] : [[id, spec[end]]])));
        for (const { verdict: { kind } } of of(subjectOf(model.id, change), {})) expect(kind).toBe("unknown");
      }
    }
  });
});
