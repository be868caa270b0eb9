/** docs/doctor.md is up to date, and the rules find the failure modes that runs were set up to have, and none in healthy runs. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "../../../src/page/state/urlCodec";
import { failureModes } from "../../../src/course/doctor/registry";
import { FAILURE_MODE_IDS } from "../../../src/course/doctor/ids";
import { models } from "../../../src/subject/models/registry";
import { presets } from "../../../src/subject/presets";
import { brokenBy, changedVerdicts, isRight, presetValues } from "./families";
import { CHANGED } from "./changed";
import { afterTrial, hasGeneralRulesOnly, page, scoreOf } from "./page";
import { PAGE, PRESET_VALUES, readChangedResults, readResults, subjectAt } from "./results";
import { RUNS_OF_DOCTOR, SUBJECTS, TRIALS } from "./subjects";

/** A run's configuration as text, equal for runs that differ only in their seed. */
function configured(link: string): string {
  const { model, hyperparameters } = parse(link).config;
  return JSON.stringify([model, Object.entries(hyperparameters).sort()]);
}

test("every run opens as written, and can have the failure modes it was set up for", () => {
  for (const { run } of RUNS_OF_DOCTOR) expect(parse(run).notices, run).toEqual([]);
  for (const { run, at, has } of SUBJECTS) {
    for (const id of has) expect(failureModes[id].concerns(subjectAt(run, at)), `${run}: ${id}`).toBe(true);
  }
});

test("every failure mode was tested on runs that have it", () => {
  expect(FAILURE_MODE_IDS.filter((id) => !SUBJECTS.some(({ has }) => has.includes(id)))).toEqual([]);
});

test("the rules find the failure modes that runs were set up to have, and none in healthy runs", async () => {
  const results = await readResults();
  const [ill, well] = [scoreOf(SUBJECTS.filter(({ has }) => has.length > 0), results), scoreOf(SUBJECTS.filter(({ has }) => has.length === 0), results)];
  expect(ill.hits).toBe(ill.wanted);
  expect(well.others).toBe(0);
  expect(well.alarms).toBeLessThanOrEqual(1);
});

test("every preset, and every model with its defaults, was examined, unless only the rules of most models apply", () => {
  const examined = new Set(SUBJECTS.map(({ run }) => configured(run)));
  const wanted = [...presets.map(({ name, version }) => `preset=${name}@${version}`), ...models.map(({ id }) => `model=${id}`)]
    .filter((link) => !hasGeneralRulesOnly(link));
  expect(wanted.filter((link) => !examined.has(configured(link))), "Add these runs to SUBJECTS in scripts/quality/doctor/subjects.ts, then npm run quality -- doctor").toEqual([]);
});

test("every fix was tried on runs that have the failure mode, and removed it from every seed of one of them", async () => {
  const results = await readResults();
  for (const trial of TRIALS) expect(SUBJECTS.find(({ run }) => run === trial.of)!.has).toContain(trial.failureMode);
  for (const id of FAILURE_MODE_IDS) {
    for (const { setting } of failureModes[id].fixes) {
      const tried = TRIALS.filter((one) => one.failureMode === id && one.setting === setting).map((one) => afterTrial(one, results));
      expect(tried.some((seeds) => seeds.length > 0 && seeds.every((became) => !became.startsWith("ill"))), `${id}: ${setting}`).toBe(true);
    }
  }
});

test("the page matches the results", async () => {
  expect(readFileSync(PAGE, "utf8"), "npm run quality -- doctor --table").toBe(page(await readResults(), await readChangedResults()));
});

test("the page compares runs with the values of presets that were measured", async () => {
  expect(JSON.parse(readFileSync(PRESET_VALUES, "utf8"))).toEqual(presetValues(await readResults(), await readChangedResults()));
});

test("every changed run opens as written and differs from its preset", () => {
  for (const { run, preset } of CHANGED) {
    expect(parse(run).notices, run).toEqual([]);
    expect(configured(run)).not.toBe(configured(preset));
  }
});

test("of the runs that a changed setting has broken, nine of ten get a verdict of the right family", async () => {
  const verdicts = changedVerdicts(await readChangedResults());
  const broken = verdicts.filter(({ family }) => family !== null);
  expect(broken.length).toBeGreaterThan(10);
  expect(broken.filter((one) => isRight(one)).length / broken.length).toBeGreaterThanOrEqual(0.9);
});

test("a run is broken if it has half as many readable samples, two classes at most, or 30 nats less", () => {
  const of = (values: object, losses: Readonly<Record<string, number>> = {}, isFinite = true) =>
    ({ run: "preset=first-vae@1", seed: 1, step: 300, values, losses, past: { first: {}, then: [], isFinite } });
  const bound = { reconstruction: 150, kl: 10 };
  const preset = of({ "clear samples": 0.4, classes: 10, "active units": 2 }, bound);
  expect(brokenBy(preset, preset)).toBeNull();
  expect(brokenBy(of({ "clear samples": 0.2, classes: 10, "active units": 2 }, bound), preset)).toBe("half as many readable samples");
  expect(brokenBy(of({ "clear samples": 0.4, classes: 2, "active units": 2 }, bound), preset)).toBe("two classes at most");
  expect(brokenBy(of({ "clear samples": 0.4, classes: 10, "active units": 2 }, { reconstruction: 180, kl: 10 }), preset)).toBe("30 nats lost");
  expect(brokenBy(of({ "clear samples": 0.2, classes: 10, "active units": 0 }, bound), preset)).toBe("no active unit");
  expect(brokenBy(of({}, {}, false), preset)).toBe("losses not finite");
});
