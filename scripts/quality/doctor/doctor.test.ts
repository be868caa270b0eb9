/** docs/doctor.md says what the rules make of the runs, and the rules find what the runs were set up to have, and nothing where they are well. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "../../../src/state/urlCodec";
import { illnesses } from "../../../src/doctor/registry";
import { ILLNESS_IDS } from "../../../src/doctor/ids";
import { models } from "../../../src/models/registry";
import { presets } from "../../../src/presets";
import { afterTrial, page, scoreOf } from "./page";
import { PAGE, readResults, subjectAt } from "./results";
import { RUNS_OF_DOCTOR, SUBJECTS, TRIALS } from "./subjects";

/** The same for runs that differ in their seed only. */
function configured(link: string): string {
  const { model, hyperparameters } = parse(link).config;
  return JSON.stringify([model, Object.entries(hyperparameters).sort()]);
}

test("every run opens as it is written, and can have what it was set up to have", () => {
  for (const { run } of RUNS_OF_DOCTOR) expect(parse(run).notices, run).toEqual([]);
  for (const { run, at, has } of SUBJECTS) {
    for (const id of has) expect(illnesses[id].concerns(subjectAt(run, at)), `${run}: ${id}`).toBe(true);
  }
});

test("every illness was looked for in runs that have it", () => {
  expect(ILLNESS_IDS.filter((id) => !SUBJECTS.some(({ has }) => has.includes(id)))).toEqual([]);
});

test("what runs were set up to have is found, and nothing in those that are well", async () => {
  const results = await readResults();
  const [ill, well] = [scoreOf(SUBJECTS.filter(({ has }) => has.length > 0), results), scoreOf(SUBJECTS.filter(({ has }) => has.length === 0), results)];
  expect(ill.hits).toBe(ill.wanted);
  expect([well.others, well.alarms]).toEqual([0, 0]);
});

test("every preset, and every model with its defaults, was examined, unless no rule says anything of it", () => {
  const examined = new Set(SUBJECTS.map(({ run }) => configured(run)));
  const wanted = [...presets.map(({ name, version }) => `preset=${name}@${version}`), ...models.map(({ id }) => `model=${id}`)]
    .filter((link) => ILLNESS_IDS.some((id) => illnesses[id].concerns(subjectAt(link, 0))));
  expect(wanted.filter((link) => !examined.has(configured(link)))).toEqual([]);
});

test("every remedy was tried on runs that have the illness, which was gone from every seed of one of them", async () => {
  const results = await readResults();
  for (const trial of TRIALS) expect(SUBJECTS.find(({ run }) => run === trial.of)!.has).toContain(trial.illness);
  for (const id of ILLNESS_IDS) {
    for (const { setting } of illnesses[id].remedies) {
      const tried = TRIALS.filter((one) => one.illness === id && one.setting === setting).map((one) => afterTrial(one, results));
      expect(tried.some((seeds) => seeds.length > 0 && seeds.every((became) => !became.startsWith("ill"))), `${id}: ${setting}`).toBe(true);
    }
  }
});

test("the page is what the results make it", async () => {
  expect(readFileSync(PAGE, "utf8"), "npm run quality -- doctor --table").toBe(page(await readResults()));
});
