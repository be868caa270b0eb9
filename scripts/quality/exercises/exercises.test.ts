/** Every exercise's program was trained as it is, its conditions held from every seed, and docs/exercises.md is up to date. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { holds } from "../../../src/core/threshold";
import { useBackend } from "../../../src/engine/testing";
import { diskDataset, diskJudge } from "../../../src/engine/measurements/testing";
import { filesOf } from "../../../src/course/exercises/allFiles";
import { EXERCISE_IDS } from "../../../src/course/exercises/ids";
import { exercises } from "../../../src/course/exercises/registry";
import { solved } from "../../../src/course/exercises/solved";
import { page } from "./page";
import { PAGE, readResults, resultOf } from "./results";
import { trainProgram } from "./train";

test.each(EXERCISE_IDS)("%s reaches what it promises from every seed", (id) => {
  const result = resultOf(id);
  expect(result, `npm run quality -- exercises ${id}`).not.toBeNull();
  const { conditions } = exercises[id].training;
  expect(conditions.filter((condition) => !result!.values[condition.what]!.every((value) => holds(condition, value)))).toEqual([]);
});

test("the page matches the results", () => {
  expect(readFileSync(PAGE, "utf8"), "npm run quality -- exercises --table").toBe(page(readResults()));
});

test("a solved program is trained without another part having chosen how", async () => {
  await useBackend("wasm");
  const values = await trainProgram(solved(filesOf("conditioning")), { until: 2, seed: 1, what: ["loss kl"] }, { dataset: await diskDataset(), judge: await diskJudge() });
  expect(values.get("loss kl")).toBeGreaterThan(0);
});
