import { expect, test } from "vitest";
import { FRESH_NOTES } from "./lessons";
import { readNotebook, writeNotebook } from "./notebook";

const notes = {
  ...FRESH_NOTES, at: 3, guesses: { kl: [1, 2, 3], free: "grows" }, words: "The code pays.",
  outcomes: { kl: { measured: { "loss kl": 5.4 }, curve: [[1, 0.02], [400, 5.4]] as const } },
};

test("what was written is read", () => {
  expect(readNotebook(writeNotebook({ "elbo-terms": notes }))).toEqual({ "elbo-terms": notes });
});

test("what is damaged, or of no lesson, is left out; the rest stays", () => {
  const written = JSON.stringify({ "elbo-terms": notes, "posterior-collapse": { ...notes, at: -1 }, astrology: notes });
  expect(readNotebook(written)).toEqual({ "elbo-terms": notes });
  for (const text of [null, "", "{", "7", "null", "[]"]) expect(readNotebook(text)).toEqual({});
});
