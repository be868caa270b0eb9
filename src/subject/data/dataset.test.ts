import { expect, it } from "vitest";
import { loadedBytes } from "./dataset";

it("loaded images count with a byte for each pixel, points with none", () => {
  const progress = () => ({ trainImages: 600, trainImagesInAll: 60_000, testImages: 100, testImagesInAll: 10_000, bytes: 5, bytesInAll: 9 });
  expect(loadedBytes({ width: 784, progress })).toBe(784 * 700);
  expect(loadedBytes({ width: 2, progress })).toBe(0);
});
