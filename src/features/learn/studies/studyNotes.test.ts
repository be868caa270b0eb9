import { expect, test } from "vitest";
import { NO_STUDY_NOTES } from "../slice";
import { withPoint } from "./rateDistortion";
import { readStudyNotes, writeStudyNotes } from "./studyNotes";

const point = { run: "a", model: "vae", beta: 4, latent: 2, step: 400, rate: 8.1, distortion: 140.2 };
const notes = { guesses: { "rate-distortion": "down" }, points: [point] };

test("notes are read as they were written", () => {
  expect(readStudyNotes(writeStudyNotes(notes))).toEqual(notes);
});

test("damaged notes and those of unknown studies are left out; the rest stays", () => {
  expect(readStudyNotes(JSON.stringify({ ...notes, guesses: { ...notes.guesses, astrology: "yes" } }))).toEqual(notes);
  expect(readStudyNotes(JSON.stringify({ ...notes, points: [{ ...point, rate: null }] }))).toEqual({ ...notes, points: [] });
  for (const text of [null, "", "{", "7", "null", "[]"]) expect(readStudyNotes(text)).toEqual(NO_STUDY_NOTES);
});

test("a later step of a run replaces the earlier one, and the oldest runs are dropped", () => {
  expect(withPoint([point], { ...point, step: 500 })).toEqual([{ ...point, step: 500 }]);
  const many = Array.from({ length: 100 }, (_, i) => ({ ...point, run: String(i) })).reduce(withPoint, [point]);
  expect(many).toHaveLength(60);
  expect(many.at(-1)!.run).toBe("99");
});

test("writing preserves what a newer version or another tab has stored", () => {
  const newer = { guesses: { "rate-distortion": "down", astrology: "yes", memorising: ["a", "b"] }, points: [{ ...point, note: "first" }, { run: "b", bits: 3 }], order: "rate" };
  const text = JSON.stringify(newer);
  const opened = readStudyNotes(text);
  expect(opened.points).toEqual([newer.points[0]]);
  const then = { guesses: { ...opened.guesses, memorising: "no", augmentation: "nowhere" }, points: withPoint(opened.points, { ...point, run: "c" }) };
  expect(JSON.parse(writeStudyNotes(then, opened, text))).toEqual({
    guesses: { ...newer.guesses, augmentation: "nowhere" }, points: [...newer.points, { ...point, run: "c" }], order: "rate",
  });
  const forgotten = writeStudyNotes({ ...then, points: [] }, then, writeStudyNotes(then, opened, text));
  expect((JSON.parse(forgotten) as typeof newer).points).toEqual([{ run: "b", bits: 3 }]);
});

test("one damaged point does not affect the others", () => {
  expect(readStudyNotes(JSON.stringify({ ...notes, points: [null, point] }))).toEqual(notes);
});
