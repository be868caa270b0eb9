/** docs/doctor.md says what the rules make of the runs, and the rules find what the runs were set up to have, and nothing where they are well. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { parse } from "../../../src/state/urlCodec";
import { illnesses } from "../../../src/doctor/registry";
import { ILLNESS_IDS } from "../../../src/doctor/ids";
import { page, scoreOf } from "./page";
import { PAGE, readResults, subjectOf } from "./results";
import { RUNS_OF_DOCTOR } from "./subjects";

test("every run opens as it is written, and can have what it was set up to have", () => {
  for (const { run, at, has } of RUNS_OF_DOCTOR) {
    expect(parse(run).notices, run).toEqual([]);
    for (const id of has) expect(illnesses[id].concerns(subjectOf(run, at)), `${run}: ${id}`).toBe(true);
  }
});

test("every illness was looked for in runs that have it", () => {
  expect(ILLNESS_IDS.filter((id) => !RUNS_OF_DOCTOR.some(({ has }) => has.includes(id)))).toEqual([]);
});

test("what runs were set up to have is found, and nothing in those that are well", async () => {
  const results = await readResults();
  const [ill, well] = [scoreOf(RUNS_OF_DOCTOR.filter(({ has }) => has.length > 0), results), scoreOf(RUNS_OF_DOCTOR.filter(({ has }) => has.length === 0), results)];
  expect(ill.hits).toBe(ill.wanted);
  expect(well.others).toBe(0);
});

test("the page is what the results make it", async () => {
  expect(readFileSync(PAGE, "utf8"), "npm run quality -- doctor --table").toBe(page(await readResults()));
});
