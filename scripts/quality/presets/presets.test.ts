/** Every preset's claims can be measured, docs/presets.md is up to date, and `npm run test:all` trains one preset. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { check } from "../../../src/core/model/hyperparameters";
import { lossColumns } from "../../../src/core/model/model";
import { diskDataset, diskJudge } from "../../../src/engine/measurements/testing";
import { useBackend } from "../../../src/engine/testing";
import { findModel } from "../../../src/subject/models/registry";
import { presets } from "../../../src/subject/presets";
import { claimsOf } from "../folders";
import { page } from "./page";
import { PAGE, readResults } from "./results";
import { trainPreset } from "./train";

test.each(presets)("$name makes claims about quantities that its model has", ({ name, model: id }) => {
  const model = findModel(id)!;
  const acts = claimsOf(name);
  expect(acts.flatMap(({ claims }) => claims).length).toBeGreaterThan(0);
  for (const [i, { change = {}, claims }] of acts.entries()) {
    for (const [key, value] of Object.entries(change)) expect(check(model.hyperparameters[key]!, value).kind).toBe("ok");
    for (const { what, value } of claims) {
      if (what.startsWith("loss ")) expect(lossColumns(model).map((column) => column.id)).toContain(what.slice("loss ".length));
      if (typeof value === "object") expect(value.ofAct).toBeLessThan(i);
    }
  }
});

test("the results are of the current presets, and the page matches them", async () => {
  const results = await readResults();
  for (const [name, runs] of results) {
    const { version } = presets.find((preset) => preset.name === name)!;
    for (const run of runs) {
      expect(run.preset).toBe(`${name}@${version}`);
      const said = run.acts.map(({ claims }) => claims.map(({ says }) => says));
      expect(said, name).toEqual(claimsOf(name).map(({ claims }) => claims.map(({ says }) => says)));
    }
  }
  expect(readFileSync(PAGE, "utf8"), "npm run quality -- presets --table").toBe(page(results));
});

test.runIf(process.env["EXHAUSTIVE"])("posterior-collapse collapses", { timeout: 240_000 }, async () => {
  await useBackend("wasm");
  // Half of the preset's steps are enough.
  const acts = claimsOf("posterior-collapse").slice(0, 1).map((act) => ({ ...act, steps: act.steps / 2 }));
  const preset = presets.find(({ name }) => name === "posterior-collapse")!;
  const result = await trainPreset({ dataset: await diskDataset(), judge: await diskJudge(), acts, seed: 1, preset });
  expect(result.acts[0]!.claims.map(({ holds }) => holds)).toEqual([true, true, true]);
});
