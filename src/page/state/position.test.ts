import { expect, it } from "vitest";
import { tidyPosition, Z_LIMIT } from "./position";

it("a position has as many numbers as the latent space, each with three decimals and within the limit", () => {
  expect(tidyPosition([0.12345, -1.9996, 3], 2)).toEqual([0.123, -2]);
  expect(tidyPosition([1], 3)).toEqual([1, 0, 0]);
  expect(tidyPosition([Z_LIMIT + 1, -Z_LIMIT - 1, Z_LIMIT], 3)).toEqual([50, -50, 50]);
  expect(tidyPosition([NaN, Infinity, -Infinity, 1], 4)).toEqual([0, 0, 0, 1]);
  expect(tidyPosition(Float32Array.of(0.1), 1)).toEqual([0.1]);
});

it("a position has no negative zero, which a link writes like zero", () => {
  expect(tidyPosition([-0.0001, -0], 2)).toStrictEqual([0, 0]);
});
