import { expect, test } from "vitest";
import { byChance, drawnWith, freshFillIn, givenOf, neighbour } from "./fillIn";

test("a test image by chance is another one, and the same for the same seed", () => {
  const walk = (seed: number) => Array.from({ length: 5 }).reduce<number[]>((all) => [...all, byChance(seed, all.at(-1)!)], [0]);
  expect(walk(1)).toEqual(walk(1));
  expect(new Set(walk(1)).size).toBe(6);
  expect(walk(2)).not.toEqual(walk(1));
  expect([neighbour(0, -1), neighbour(9999, 1)]).toEqual([9999, 0]);
});

test("what is completed: the drawing, once there is one", () => {
  expect(givenOf({ ...freshFillIn, image: 3 })).toBe(3);
  expect(givenOf({ ...freshFillIn, image: 3, source: "drawing" })).toBe(3);
  const drawing = drawnWith([[{ x: 0.4, y: 0.2 }, { x: 0.4, y: 0.8 }]]);
  expect(givenOf({ ...freshFillIn, ...drawing, source: "drawing" })).toBe(drawing.drawn);
  expect(drawing.drawn).toHaveLength(784);
  expect(drawnWith([]).drawn).toBeNull();
});
