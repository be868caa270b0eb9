import { expect, test } from "vitest";
import { EMPTY_NOTES, readNotebook, writeNotebook } from "./notebook";

const notes = {
  ...EMPTY_NOTES, at: 3, guesses: { kl: [1, 2, 3], free: "grows" }, words: "The code pays.",
  outcomes: { kl: { measured: { "loss kl": 5.4 }, curve: [[1, 0.02], [400, 5.4]] as const, steps: [[1, 0.018], [400, 5.58]] as const } },
};

test("notes are read as they were written", () => {
  expect(readNotebook(writeNotebook({ "elbo-terms": notes }))).toEqual({ "elbo-terms": notes });
});

test("notes of an earlier version, without the values of single steps, are read", () => {
  const { measured, curve } = notes.outcomes.kl;
  const earlier = { ...notes, outcomes: { kl: { measured, curve } } };
  expect(readNotebook(writeNotebook({ "elbo-terms": earlier }))).toEqual({ "elbo-terms": earlier });
});

test("damaged notes and those of unknown lessons are left out; the rest stays", () => {
  const written = JSON.stringify({ "elbo-terms": notes, "posterior-collapse": { ...notes, at: -1 }, astrology: notes });
  expect(readNotebook(written)).toEqual({ "elbo-terms": notes });
  for (const text of [null, "", "{", "7", "null", "[]"]) expect(readNotebook(text)).toEqual({});
});

test("writing preserves what a newer version has stored", () => {
  const newer = { ...notes, drawing: [1], outcomes: { kl: { ...notes.outcomes.kl, unit: "nats" } } };
  const text = JSON.stringify({ "elbo-terms": newer, "posterior-collapse": { at: "repair" }, astrology: { words: "Mine." } });
  const opened = readNotebook(text);
  expect(opened).toEqual({ "elbo-terms": newer });
  const then = { ...opened, "elbo-terms": { ...opened["elbo-terms"]!, words: "Mine, too." }, "posterior-collapse": notes, blur: notes };
  expect(JSON.parse(writeNotebook(then, opened, text))).toEqual({
    "elbo-terms": { ...newer, words: "Mine, too." }, "posterior-collapse": { at: "repair" }, astrology: { words: "Mine." }, blur: notes,
  });
});

test("writing preserves what another tab has written in the meantime", () => {
  const text = writeNotebook({ "elbo-terms": notes });
  const opened = readNotebook(text);
  const other = writeNotebook({ ...opened, "elbo-terms": { ...notes, words: "Of the other tab." } }, opened, text);
  expect(readNotebook(writeNotebook({ ...opened, blur: notes }, opened, other))).toEqual({ "elbo-terms": { ...notes, words: "Of the other tab." }, blur: notes });
});
