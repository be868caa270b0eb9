/** The doctor's rules on made-up readings: known readings lead to a verdict, and missing ones are reported as missing. */
import { describe, expect, test } from "vitest";
import { defaultsOf, type HyperparameterValues } from "../core/model/hyperparameters";
import { needs, type Subject } from "../measurements/readings";
import { dataOf } from "../data/registry";
import { en } from "../features/doctor/texts.en";
import { es } from "../features/doctor/texts.es";
import { zhCN } from "../features/doctor/texts.zh-CN";
import { models, findModel } from "../models/registry";
import { FAILURE_MODE_IDS, type FailureModeId } from "./ids";
import { alarms, fixesOf, verdictOn, type FailureMode } from "./failureMode";
import { examine, failureModes } from "./registry";
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
    const subjects = models.flatMap((model) => ["mnist", "ring"].flatMap((data) => ["saturating", "non-saturating"].map((loss) => (
      subjectOf(model.id, { ...(model.hyperparameters["data"] && { data }), ...(model.hyperparameters["loss"] && { loss }) })))));
    const concerned = subjects.filter(concerns);
    expect(concerned.length, id).toBeGreaterThan(0);
    for (const { what } of hints) for (const subject of concerned) expect(needs(what, subject), id).toBeNull();
    for (const { what } of [...groups.flat(), ...requires]) for (const subject of concerned) expect(needs(what, subject), id).not.toBeNull();
  }
});

test("a model is examined only for the failure modes it can have", () => {
  const expected: Readonly<Record<string, readonly FailureModeId[]>> = {
    vae: ["posterior-collapse", "holes"], ae: ["holes"],
    gan: ["mode-collapse", "strong-discriminator", "dead-discriminator"],
    cgan: ["mode-collapse", "strong-discriminator", "dead-discriminator", "ignored-condition"],
    wgan: ["mode-collapse", "exploding-critic"],
  };
  for (const [id, ids] of Object.entries(expected)) expect(concernOf(subjectOf(id)), id).toEqual(ids);
  expect(concernOf(subjectOf("gan", { data: "ring" }))).toEqual(["dropped-modes"]);
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
  expect(examine(subjectOf("vae"), { step: 500, values: { "KL term": 5 } }).map(({ id, verdict }) => [id, verdict.kind]))
    .toEqual([["posterior-collapse", "well"], ["holes", "unknown"]]);
});
