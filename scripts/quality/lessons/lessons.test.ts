/** Every lesson's claims can be measured, docs/lessons.md says what was, and it holds. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { check } from "../../../src/core/model/hyperparameters";
import { lossColumns } from "../../../src/core/model/model";
import { LESSON_IDS } from "../../../src/lessons/ids";
import { findModel } from "../../../src/models/registry";
import { parse } from "../../../src/state/urlCodec";
import { page } from "./page";
import { PAGE, playsOf, readResults } from "./results";

test.each(LESSON_IDS)("%s says something of its runs that their models have", (id) => {
  for (const { run, acts } of playsOf(id)) {
    const { config, notices } = parse(run);
    expect(notices).toEqual([]);
    const model = findModel(config.model)!;
    for (const { change = {}, claims } of acts) {
      expect(claims.length).toBeGreaterThan(0);
      for (const [key, value] of Object.entries(change)) expect(check(model.hyperparameters[key]!, value).kind).toBe("ok");
      for (const { what } of claims) {
        if (what.startsWith("loss ")) expect(lossColumns(model).map((column) => column.id)).toContain(what.slice("loss ".length));
      }
    }
  }
});

test("all of it was measured as it stands, and held from every seed; the page is what the results make it", async () => {
  const results = await readResults();
  const text = page(results);
  expect(text).not.toContain("Not run since");
  const broken = [...results.values()].flat(2).flatMap(({ preset, seed, acts }) =>
    acts.flatMap(({ claims }) => claims.filter(({ holds }) => !holds).map(({ says }) => `${preset}, seed ${seed}: ${says}`)));
  expect(broken).toEqual([]);
  expect(readFileSync(PAGE, "utf8"), "npm run quality -- lessons --table").toBe(text);
});
