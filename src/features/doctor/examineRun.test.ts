/** The evidence about a run: at the displayed step, and since the last change of a setting. */
import { expect, test } from "vitest";
import { defaultsOf } from "../../core/model/hyperparameters";
import { step } from "../../core/run/ids";
import { dataOf } from "../../data/registry";
import { examine } from "../../doctor/registry";
import { findModel } from "../../models/registry";
import { findPreset } from "../../presets";
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
    const changed = { ...config, hyperparameters: { ...findPreset("first-vae", 1)!.hyperparameters, ...changes } };
    return reportOn({ ...run, preset, config: changed, begun: changed, step: step(at) }, fallen()).subject.ofPreset;
  };
  expect(of({ lr: 0.01 }, 300)?.bound).toBeCloseTo(178, 0);
  expect(of({ lr: 0.01 }, 299)).toBeUndefined();
  expect(of({}, 300)).toBeUndefined();
});
