import { expect, test } from "vitest";
import { withPoint } from "./rateDistortion";
import { STUDY_NOTES } from "./studyNotes";

const { read, empty, merge } = STUDY_NOTES;
const write = (notes: typeof empty, base = empty, text: string | null = null) => STUDY_NOTES.write(notes, base, text);

const point = { run: "a", model: "vae", beta: 4, latent: 2, step: 400, rate: 8.1, distortion: 140.2 };
const notes = { guesses: { "rate-distortion": "down" }, points: [point] };

test("notes are read as they were written", () => {
  expect(read(write(notes))).toEqual(notes);
});

test("damaged notes and those of unknown studies are left out; the rest stays", () => {
  expect(read(JSON.stringify({ ...notes, guesses: { ...notes.guesses, astrology: "yes" } }))).toEqual(notes);
  expect(read(JSON.stringify({ ...notes, points: [{ ...point, rate: null }] }))).toEqual({ ...notes, points: [] });
  for (const text of ["", "{", "7", "null", "[]"]) expect(read(text)).toEqual(empty);
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
  const opened = read(text);
  expect(opened.points).toEqual([newer.points[0]]);
  const then = { guesses: { ...opened.guesses, memorising: "no", augmentation: "nowhere" }, points: withPoint(opened.points, { ...point, run: "c" }) };
  expect(JSON.parse(write(then, opened, text))).toEqual({
    guesses: { ...newer.guesses, augmentation: "nowhere" }, points: [...newer.points, { ...point, run: "c" }], order: "rate",
  });
  const forgotten = write({ ...then, points: [] }, then, write(then, opened, text));
  expect((JSON.parse(forgotten) as typeof newer).points).toEqual([{ run: "b", bits: 3 }]);
});

test("one damaged point does not affect the others", () => {
  expect(read(JSON.stringify({ ...notes, points: [null, point] }))).toEqual(notes);
});

test("guesses and points of two tabs remain, and a point that one tab deletes is gone", () => {
  const [base, mine, theirs] = [notes, { ...notes, points: [{ ...point, run: "b" }] }, { guesses: { ...notes.guesses, memorising: "no" }, points: [point, { ...point, run: "c" }] }];
  expect(merge(base, { ...notes, points: [...notes.points, ...mine.points] }, theirs)).toEqual({ guesses: theirs.guesses, points: [point, { ...point, run: "c" }, { ...point, run: "b" }] });
  expect(merge(base, mine, theirs).points.map(({ run }) => run)).toEqual(["c", "b"]);
  expect(merge(base, { ...notes, guesses: { "rate-distortion": "up" } }, theirs).guesses).toEqual({ "rate-distortion": "up", memorising: "no" });
});
