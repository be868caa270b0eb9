import { expect, test } from "vitest";
import { drawnWith, freshFillIn, givenOf } from "./fillIn";

test("models complete the drawing if there is one", () => {
  expect(givenOf({ ...freshFillIn, image: 3 })).toBe(3);
  expect(givenOf({ ...freshFillIn, image: 3, source: "drawing" })).toBe(3);
  const drawing = drawnWith([[{ x: 0.4, y: 0.2 }, { x: 0.4, y: 0.8 }]]);
  expect(givenOf({ ...freshFillIn, ...drawing, source: "drawing" })).toBe(drawing.drawn);
  expect(drawing.drawn).toHaveLength(784);
  expect(drawnWith([]).drawn).toBeNull();
});
