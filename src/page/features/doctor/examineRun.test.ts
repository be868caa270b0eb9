/** The evidence about a run: at the displayed step, and since the last change of a setting. */
import { expect, test } from "vitest";
import { defaultsOf, type HyperparameterValues } from "../../../core/model/hyperparameters";
import { step } from "../../../core/run/ids";
import { dataOf } from "../../../subject/data/registry";
import { examine } from "../../../course/doctor/registry";
import { findModel } from "../../../subject/models/registry";
import { findPreset } from "../../../subject/presets";
import { createSeries } from "../../state/series";
import { needed, reportOn, type Run } from "./examineRun";

const hyperparameters = { ...defaultsOf(findModel("vae")!.hyperparameters), beta: 40 };
const config = { model: "vae", seed: 1, backend: "wasm", hyperparameters } as const;
const run: Run = { config, preset: null, begun: config, rewound: null, failure: null, step: step(400), measured: [], afterEpochs: [] };

/** Losses whose KL is 5 for 200 steps, then 0. */
function fallen() {
  const series = createSeries();
  series.restart(["kl"]);
  series.append(step(1), Float32Array.from({ length: 400 }, (_, i) => (i < 200 ? 5 : 0)));
  return series;
}
const codes = (at: number) => ({ id: "codes", step: step(at), result: {
  images: 1000, klPerDimension: null, variances: [0, 0], activeUnits: 0, rateBits: null, distortionNats: null, sigma: null, sorting: null, codebook: null,
} } as const);
const collapse = (of: Run) => reportOn(of, fallen()).examinations.find(({ id }) => id === "posterior-collapse")!.verdict;

test("losses raise a suspicion, which a measurement confirms", () => {
  expect(collapse(run)).toMatchObject({ kind: "unknown", suspected: true });
  expect(needed(run, fallen())).toContain("codes");
  expect(collapse({ ...run, measured: [codes(400)] }).kind).toBe("ill");
  expect(collapse({ ...run, afterEpochs: [codes(300)] }).kind).toBe("ill");
});

test("an earlier displayed step is diagnosed as of that step", () => {
  expect(collapse({ ...run, rewound: step(200), measured: [codes(400)] })).toMatchObject({ kind: "unknown", missing: ["active units"], suspected: false });
});

test("measurements made before a setting changed do not count", () => {
  const begun = { ...config, then: [{ step: 350, id: "beta", value: 1 }] };
  expect(collapse({ ...run, begun, measured: [codes(300)] })).toMatchObject({ kind: "unknown", suspected: true });
  expect(collapse({ ...run, begun, measured: [codes(350)] }).kind).toBe("ill");
});

test("settings that differ from the preset are suspects, with the way back", () => {
  const preset = { name: "first-vae", version: 1 };
  const of = (changes: Readonly<Record<string, number>>) => reportOn({ ...run, preset, config: { ...config, hyperparameters: { ...findPreset("first-vae", 1)!.hyperparameters, ...changes } } }, fallen()).waysBack;
  expect(of({})).toEqual([]);
  expect(of({ beta: 40, batch: 16 })).toEqual([{ setting: "beta", value: 1, from: "here" }, { setting: "batch", value: 128, from: "start" }]);
  expect(reportOn(run, fallen()).waysBack).toEqual([]); // without a preset there is no way back
});

test("a run that is too short for verdicts says from which step it can be judged", () => {
  expect(reportOn({ ...run, step: step(1) }, fallen()).judgeableFrom).toBe(200);
  expect(reportOn({ ...run, step: step(199) }, fallen()).judgeableFrom).toBe(200);
  expect(reportOn(run, fallen()).judgeableFrom).toBeNull();
});

test("a program that saves no samples is not judged by pictures", () => {
  const idsOf = (more: object) => examine({ model: { ...findModel("gan")!, ...more }, data: dataOf({ data: "mnist" }), h: {} }, { step: 1000, values: {} }).map(({ id }) => id);
  expect(idsOf({})).toContain("mode-collapse");
  expect(idsOf({ drawsNothing: true })).not.toContain("mode-collapse");
});

test("a run that stopped at a loss that is no number has diverged, and its earlier steps have not", () => {
  const failed: Run = { ...run, failure: { code: "loss-not-finite", message: "" } };
  const diverging = (of: Run) => reportOn(of, fallen()).examinations.find(({ id }) => id === "diverging")!.verdict.kind;
  expect(diverging(failed)).toBe("ill");
  expect(diverging({ ...failed, rewound: step(200) })).toBe("well");
  expect(diverging(run)).toBe("well");
});

test("a changed run is compared with its preset from the step on at which that was measured", () => {
  const preset = { name: "first-vae", version: 1 };
  const of = (changes: Readonly<Record<string, number>>, at: number) => {
    const changed = { ...config, hyperparameters: { ...hyperparameters, ...findPreset("first-vae", 1)!.hyperparameters, ...changes } };
    return reportOn({ ...run, preset, config: changed, begun: changed, step: step(at) }, fallen()).subject.ofPreset;
  };
  expect(of({ lr: 0.01 }, 300)?.bound).toBeCloseTo(178, 0);
  expect(of({ lr: 0.01 }, 299)).toBeUndefined();
  expect(of({}, 300)).toBeUndefined();
});

const histogram = (at: number, clear: number, covered: number) => ({ id: "class-histogram", step: step(at), result: {
  samples: 1000, counts: [], entropy: 0, covered, variety: 0.5, clear, verdict: { kind: "covered", missing: [], over: [] },
} } as const);

test("a measurement of an earlier step may raise an alarm, with its step, but rules nothing out", () => {
  const fewClasses = (of: Run, began?: number) => reportOn(of, fallen(), began).examinations.find(({ id }) => id === "few-classes")!.verdict;
  expect(fewClasses({ ...run, measured: [histogram(400, 0.9, 10)] }).kind).toBe("well");
  expect(fewClasses({ ...run, measured: [histogram(350, 0.9, 10)] }).kind).toBe("well"); // the losses that are read are as old
  expect(fewClasses({ ...run, measured: [histogram(300, 0.9, 10)] })).toMatchObject({ kind: "unknown", why: "unmeasured", missing: expect.arrayContaining(["classes"]) as unknown });
  expect(fewClasses({ ...run, measured: [histogram(300, 0.9, 10)] }, 300).kind).toBe("well"); // training continued while this examination measured
  expect(fewClasses({ ...run, afterEpochs: [histogram(300, 0.9, 1)] })).toMatchObject({ kind: "ill", evidence: [{ what: "classes", step: 300 }, { step: 300 }] });
});

test("a measurement from before the first step of a rule is no evidence for it", () => {
  const at = (of: number) => collapse({ ...run, measured: [codes(of)] });
  expect(at(100)).toMatchObject({ kind: "unknown", why: "unmeasured", missing: ["active units"] });
  expect(at(200).kind).toBe("ill");
});

test("samples of an earlier step are not compared with the preset's later ones", () => {
  const preset = { name: "first-cgan", version: 1 };
  const changed = { model: "cgan", seed: 1, backend: "wasm", hyperparameters: { ...defaultsOf(findModel("cgan")!.hyperparameters), ...findPreset("first-cgan", 1)!.hyperparameters, lr: 0.0006 } } as const;
  const of = (measuredAt: number) => reportOn({ ...run, preset, config: changed, begun: changed, step: step(600), measured: [histogram(measuredAt, 0.12, 10)] }, fallen()).examinations
    .find(({ id }) => id === "below-preset")!.verdict.kind;
  expect(of(600)).toBe("ill"); // of 25 %
  expect(of(500)).not.toBe("ill"); // of 17 %
});

test("samples of other data, and bounds on other likelihoods, are not compared with the preset's", () => {
  const ofPreset = (name: string, changes: HyperparameterValues, own?: string) => {
    const { model, hyperparameters: of } = findPreset(name, 1)!;
    const changed = { model, seed: 1, backend: "wasm", hyperparameters: { ...defaultsOf(findModel(model)!.hyperparameters), ...of, ...changes }, ...(own !== undefined && { own }) } as const;
    return reportOn({ ...run, preset: { name, version: 1 }, config: changed, begun: changed, step: step(1000) }, fallen()).subject.ofPreset;
  };
  expect(ofPreset("first-vae", { batch: 64 })).toEqual({ clear: 0.168, bound: 178.4 });
  expect(ofPreset("first-vae", { likelihood: "gaussian" })).toEqual({ clear: 0.168 });
  expect(ofPreset("first-vae", { data: "ring" })).toBeUndefined();
  expect(ofPreset("first-vae", { batch: 64 }, "letters.10.0123456789abcdef")).toBeUndefined();
  expect(ofPreset("first-gan", { data: "ring" })).toBeUndefined();
});
