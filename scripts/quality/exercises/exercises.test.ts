/** Every exercise's program was trained as it is, its conditions held from every seed, and docs/exercises.md is up to date. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { holds } from "../../../src/core/threshold";
import { EXERCISE_IDS } from "../../../src/exercises/ids";
import { exercises } from "../../../src/exercises/registry";
import { page } from "./page";
import { PAGE, readResults, resultOf } from "./results";

test.each(EXERCISE_IDS)("%s reaches what it promises from every seed", (id) => {
  const result = resultOf(id);
  expect(result, `npm run quality -- exercises ${id}`).not.toBeNull();
  const { conditions } = exercises[id].training;
  expect(conditions.filter((condition) => !result!.values[condition.what]!.every((value) => holds(condition, value)))).toEqual([]);
});

test("the page matches the results", () => {
  expect(readFileSync(PAGE, "utf8"), "npm run quality -- exercises --table").toBe(page(readResults()));
});
