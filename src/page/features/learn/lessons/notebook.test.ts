import { expect, test } from "vitest";
import { EMPTY_NOTES, NOTEBOOK } from "./notebook";

const { read, empty, merge } = NOTEBOOK;
const write = (notebook: typeof empty, base = empty, text: string | null = null) => NOTEBOOK.write(notebook, base, text);
const outcome = { measured: { "loss kl": 5.4 }, curve: [[1, 0.02], [400, 5.4]] as const, steps: [[1, 0.018], [400, 5.58]] as const };
const notes = { ...EMPTY_NOTES, at: 3, guesses: { kl: [1, 2, 3], free: "grows" }, words: "The code pays.", outcomes: { kl: outcome } };

test("notes are read as they were written", () => {
  expect(read(write({ "elbo-terms": notes }))).toEqual({ "elbo-terms": notes });
});

test("notes of an earlier version, without the values of single steps, are read", () => {
  const { measured, curve } = outcome;
  const earlier = { ...notes, outcomes: { kl: { measured, curve } } };
  expect(read(write({ "elbo-terms": earlier }))).toEqual({ "elbo-terms": earlier });
});

test("damaged notes and those of unknown lessons are left out; the rest stays", () => {
  const written = JSON.stringify({ "elbo-terms": notes, "posterior-collapse": { ...notes, at: -1 }, astrology: notes });
  expect(read(written)).toEqual({ "elbo-terms": notes });
  for (const text of ["", "{", "7", "null", "[]"]) expect(read(text)).toEqual({});
});

test("writing preserves what a newer version has stored", () => {
  const newer = { ...notes, drawing: [1], outcomes: { kl: { ...outcome, unit: "nats" } } };
  const text = JSON.stringify({ "elbo-terms": newer, "posterior-collapse": { at: "repair" }, astrology: { words: "Mine." } });
  const opened = read(text);
  expect(opened).toEqual({ "elbo-terms": newer });
  const then = { ...opened, "elbo-terms": { ...opened["elbo-terms"]!, words: "Mine, too." }, "posterior-collapse": notes, blur: notes };
  expect(JSON.parse(write(then, opened, text))).toEqual({
    "elbo-terms": { ...newer, words: "Mine, too." }, "posterior-collapse": { at: "repair" }, astrology: { words: "Mine." }, blur: notes,
  });
});

test("of a lesson that both tabs have changed, every field has its last change, and no lesson is lost", () => {
  const merged = (base: object, mine: object, theirs: object) =>
    merge({ "elbo-terms": { ...notes, ...base } }, { "elbo-terms": { ...notes, ...mine }, blur: notes }, { "elbo-terms": { ...notes, ...theirs }, holes: notes });
  expect(merged({}, { read: true, guesses: { ...notes.guesses, kl: "shrinks" } }, { at: 4, guesses: { ...notes.guesses, more: "a" }, outcomes: { ...notes.outcomes, free: outcome } })).toEqual({
    "elbo-terms": { ...notes, read: true, at: 4, guesses: { free: "grows", kl: "shrinks", more: "a" }, outcomes: { kl: outcome, free: outcome } }, blur: notes, holes: notes,
  });
  expect(merged({}, {}, EMPTY_NOTES)["elbo-terms"]).toEqual(EMPTY_NOTES); // the other tab starts over
  expect(merge({}, { blur: { ...EMPTY_NOTES, at: 1 } }, { blur: { ...EMPTY_NOTES, read: true } })).toEqual({ blur: { ...EMPTY_NOTES, at: 1, read: true } });
});

test("words that both tabs have changed remain, once", () => {
  const saying = (words: string) => ({ "elbo-terms": { ...notes, words } });
  const merged = (base: string, mine: string, theirs: string) => merge(saying(base), saying(mine), saying(theirs))["elbo-terms"]!.words;
  expect(merged("", "Second", "First")).toBe("First\n\nSecond");
  expect([merged("a", "a", "b"), merged("a", "b", "a"), merged("a", "b", "a b"), merged("a", "a b", "b")]).toEqual(["b", "b", "a b", "a b"]);
  expect(merged("", "2".repeat(4000), "1".repeat(4000)).slice(3999)).toBe(`1\n\n${"2".repeat(998)}`); // longer words could not be read
});
