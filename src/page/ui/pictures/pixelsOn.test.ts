/** Pictures that lie elsewhere on their canvas keep their pixels, without smoothing. */
import { expect, it } from "vitest";
import { enlarged } from "../figures/png";
import { wordsOf } from "./paint";
import { moved } from "./pixelsOn";

/** An image of 4 × 2 pixels with the words 1 to 8. */
const image = () => {
  const data = new Uint8ClampedArray(32);
  wordsOf(data).set([1, 2, 3, 4, 5, 6, 7, 8]);
  return { width: 4, height: 2, data };
};

it.each([
  ["in its place", { left: 0, top: 0, width: 1, height: 1 }, [1, 2, 3, 4, 5, 6, 7, 8]],
  ["in the right half", { left: 0.5, top: 0, width: 0.5, height: 1 }, [0, 0, 2, 4, 0, 0, 6, 8]],
  ["twice as large, with its lower right quarter on the canvas", { left: -1, top: -1, width: 2, height: 2 }, [7, 7, 8, 8, 7, 7, 8, 8]],
])("an image %s", (_, to, words) => {
  expect([...wordsOf(moved(image(), to).data)]).toEqual(words);
});

it("an enlarged image has a square for each pixel", () => {
  const { width, height, data } = enlarged(image(), 2);
  expect([width, height, ...wordsOf(data)]).toEqual([8, 4, 1, 1, 2, 2, 3, 3, 4, 4, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 5, 5, 6, 6, 7, 7, 8, 8]);
});
