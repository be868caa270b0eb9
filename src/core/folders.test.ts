import { expect, it } from "vitest";
import { byFolder, entriesById } from "./folders";

const files = { "../course/lessons/holes/lesson.ts": 1, "../course/lessons/blur/lesson.ts": 2 };

it("finds what each folder exports by the folder's name", () => {
  expect(byFolder(files)).toEqual({ holes: 1, blur: 2 });
});

it("has one for each id, in the ids' order, and names a folder that lacks its file", () => {
  expect(Object.entries(entriesById(["blur", "holes"], files))).toEqual([["blur", 2], ["holes", 1]]);
  expect(() => entriesById(["blur", "toString"], files)).toThrow("The folder toString has no file of the kind of ../course/lessons/holes/lesson.ts.");
});
