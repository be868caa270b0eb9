import { expect, test } from "vitest";
import type { ExerciseNotes } from "../slice";
import { EMPTY_EXERCISE, EXERCISE_BOOK } from "./exerciseBook";

const { read, write, empty, merge } = EXERCISE_BOOK;
const book = (notes: Partial<ExerciseNotes>) => ({ elbo: { ...EMPTY_EXERCISE, ...notes } });

test("of a program that both tabs have changed, both versions remain; one that only one tab has changed has no other", () => {
  const [first, mine, theirs] = [book({ program: "first" }), book({ program: "mine", hints: 1 }), book({ program: "theirs", opened: true })];
  expect(merge(first, first, theirs)).toEqual(theirs);
  expect(merge(first, mine, first)).toEqual(mine);
  expect(merge(first, mine, theirs)).toEqual(book({ program: "mine", other: "theirs", hints: 1, opened: true }));
  expect(merge(empty, mine, theirs)).toEqual(book({ program: "mine", other: "theirs", hints: 1, opened: true }));
  expect(merge(theirs, book({ program: "longer", other: "mine" }), book({ program: "theirs", other: null }))).toEqual(book({ program: "longer", other: "mine" }));
});

test("a program that is too long is not stored, and the one before stays stored; damaged notes are not replaced", () => {
  const text = JSON.stringify({ ...book({ program: "short" }), "gan-losses": { hints: "all" }, later: 1 });
  const next = { ...book({ program: "#".repeat(200_000) }), "gan-losses": EMPTY_EXERCISE };
  expect(write(next, read(text), text)).toBe(text);
  expect(read(write(book({ program: "short again" }), next, text))).toEqual(book({ program: "short again" }));
});

test("notes of an earlier version, without another tab's program, are read", () => {
  const { other: _, ...earlier } = EMPTY_EXERCISE;
  expect(read(JSON.stringify({ elbo: earlier }))).toEqual(book({}));
  for (const text of ["", "{", "7", "null", "[]"]) expect(read(text)).toEqual({});
});
