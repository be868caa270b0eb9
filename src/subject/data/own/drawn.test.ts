/** Drawings become training data that is prepared as MNIST was, without copies of held-out drawings. */
import { expect, test } from "vitest";
import { CENTRE, centreOfMass } from "../../../core/data/centring";
import type { Drawing } from "../../../core/data/ownData";
import { readOwnId } from "../../../core/data/ownId";
import { PIXELS, SIDE } from "../../../core/run/runConfig";
import { filesOfDrawings } from "./drawn";
import { prepare, suggestedOptions } from "./prepare";

/** Each has its own length and position, and the label i % 10. */
const drawings = (count: number): Drawing[] => Array.from({ length: count }, (_, i) => ({
  label: i % 10, strokes: [[{ x: 0.2, y: 0.1 + i / 1000 }, { x: 0.3, y: 0.8 }], [{ x: 0.2, y: 0.5 }, { x: 0.4 + i / 500, y: 0.5 }]],
}));
const prepared = (count: number, varied: boolean) => {
  const given = filesOfDrawings(drawings(count), varied);
  return prepare(given, suggestedOptions(given));
};

test("few drawings become 200 images of which each is another; copies are on the side of their original", async () => {
  const given = filesOfDrawings(drawings(20), true);
  const [train, held] = [given.train, given.test!];
  expect([train.images.length, held.images.length]).toEqual([172, 28]);
  // Copies follow their originals in turn: 18 to train on, 2 held out, with labels that distinguish them.
  const originals = new Set(Array.from({ length: 18 }, (_, i) => String(train.images[i]!.pixels)));
  expect(held.images.slice(0, 2).some(({ pixels }) => originals.has(String(pixels)))).toBe(false);
  expect(held.labels!.every((label, i) => label === held.labels![i % 2])).toBe(true);
  expect(train.labels!.every((label, i) => label === train.labels![i % 18])).toBe(true);
  expect(new Set([...train.images, ...held.images].map(({ pixels }) => String(pixels))).size).toBe(200);
  const { images } = await prepared(20, true);
  expect(readOwnId(images.id)).toMatchObject({ name: "20-drawn-200-varied", classes: 10 });
  expect((await prepared(20, true)).images.id).toBe(images.id);
});

test("are centred by mass, as MNIST's digits are", async () => {
  const { images: { train } } = await prepared(200, false);
  expect(train.labels.length).toBe(172);
  const { row, column } = centreOfMass({ ink: Array.from(train.pixels.subarray(0, PIXELS)), width: SIDE, height: SIDE });
  expect([Math.round(row), Math.round(column)]).toEqual([CENTRE, CENTRE]);
});

test("too few are refused, with copies and without", async () => {
  expect(() => filesOfDrawings(drawings(6), true)).toThrow(expect.objectContaining({ reason: "too-few-drawings", detail: "6" }));
  await expect(prepared(199, false)).rejects.toMatchObject({ reason: "too-few", detail: "199" });
});
