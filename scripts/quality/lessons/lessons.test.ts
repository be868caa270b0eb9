/** Every lesson's claims can be measured, hold in the results, and docs/lessons.md is up to date. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { check } from "../../../src/core/model/hyperparameters";
import { lossColumns } from "../../../src/core/model/model";
import { LESSON_IDS } from "../../../src/course/lessons/ids";
import { findModel } from "../../../src/subject/models/registry";
import { parse } from "../../../src/page/state/urlCodec";
import { page } from "./page";
import { PAGE, playsOf, readResults } from "./results";

test.each(LESSON_IDS)("%s makes claims about quantities that its models have", (id) => {
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

test("all current claims were measured and held from every seed; the page matches the results", async () => {
  const results = await readResults();
  const text = page(results);
  expect(text).not.toContain("not run since");
  const broken = [...results.values()].flat(2).flatMap(({ preset, seed, acts }) =>
    acts.flatMap(({ claims }) => claims.filter(({ holds }) => !holds).map(({ says }) => `${preset}, seed ${seed}: ${says}`)));
  expect(broken).toEqual([]);
  expect(readFileSync(PAGE, "utf8"), "npm run quality -- lessons --table").toBe(text);
});
