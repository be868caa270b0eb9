/** The list of checks is the one that docs/commands.md shows, and its scripts are there. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { EXERCISE_IDS } from "../src/course/exercises/ids";
import { models } from "../src/subject/models/registry";
import { CHECKS, checkList, findCheck, withChecks } from "./checks";

test("docs/commands.md has the present table", () => {
  const commands = readFileSync("docs/commands.md", "utf8");
  expect(withChecks(commands), "the table of checks is out of date: npm run docs").toBe(commands);
});

test.each(Object.entries(CHECKS))("the script of %s says how it is called", (name, { script }) => {
  expect(readFileSync(script, "utf8").split("*/")[0]).toContain(`npm run check -- ${name}`);
});

test("no model or exercise, which are arguments, has the name of a check", () => {
  expect([...models.map(({ id }) => id), ...EXERCISE_IDS].filter(findCheck)).toEqual([]);
});

test("the list has a line for each check", () => {
  expect(checkList().split("\n").map((line) => line.trim().split(" ")[0])).toEqual(expect.arrayContaining(Object.keys(CHECKS)));
});
