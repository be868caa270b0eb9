/** docs/doctor.md is up to date, and the rules find the failure modes that runs were set up to have, and none in healthy runs. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "../../../src/state/urlCodec";
import { failureModes } from "../../../src/doctor/registry";
import { FAILURE_MODE_IDS } from "../../../src/doctor/ids";
import { models } from "../../../src/models/registry";
import { presets } from "../../../src/presets";
import { afterTrial, page, scoreOf } from "./page";
import { PAGE, readChangedResults, readResults, subjectAt } from "./results";
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
  expect(well.alarms).toBe(1); // docs/doctor.md describes this false alarm, which the losses alone raised
});

test("every preset, and every model with its defaults, was examined, unless no rule applies to it", () => {
  const examined = new Set(SUBJECTS.map(({ run }) => configured(run)));
  const wanted = [...presets.map(({ name, version }) => `preset=${name}@${version}`), ...models.map(({ id }) => `model=${id}`)]
    .filter((link) => FAILURE_MODE_IDS.some((id) => failureModes[id].concerns(subjectAt(link, 0))));
  expect(wanted.filter((link) => !examined.has(configured(link)))).toEqual([]);
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
