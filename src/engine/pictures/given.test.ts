/** Conditioning inputs made from images, and the grid that shows them. */
import { tidy } from "@tensorflow/tfjs-core";
import { beforeAll, describe, expect, it } from "vitest";
import { PIXELS, SIDE } from "../../core/run/runConfig";
import { findModel } from "../../subject/models/registry";
import { DERIVED, type Derived } from "../../subject/models/shared/derived";
import { greyImages, smallSettings, useBackend } from "../testing";
import { initialise } from "../step/weights";
import type { FrozenModel } from "../step/frozenModel";
import { givenImages } from "./pictures";
import { GRID_COLUMNS, gridImages } from "./sampleGrid";

beforeAll(() => useBackend("wasm"));

const model = findModel("translate")!;

function frozen(from: Derived): FrozenModel {
  const h = { ...smallSettings(model), from };
  const specs = model.networks(h);
  return { model, specs, h, weights: tidy(() => initialise(specs, 5)) };
}

const pixelsOf = (first: number, count: number): Float32Array => {
  const pixels = new Float32Array(count * PIXELS);
  greyImages.fillTrain(Array.from({ length: count }, (_, i) => first + i), pixels, new Float32Array(count * 10));
  return pixels;
};
/** An image that is white from this column on. */
const halfWhite = (column: number) => Float32Array.from({ length: PIXELS }, (_, i) => (i % SIDE >= column ? 1 : 0));
const given = (from: Derived, pixels: Float32Array, number = 0) => givenImages(frozen(from), { pixels, indices: [number] });
const row = (image: Float32Array, y: number) => [...image.subarray(y * SIDE, (y + 1) * SIDE)];

describe("the conditioning input made from an image", () => {
  it("edges: white on both sides of an edge, black elsewhere", async () => {
    const middle = row(await given("edges", halfWhite(10)), 14);
    middle.slice(0, -1).forEach((value, x) => expect(value).toBeCloseTo(x === 9 || x === 10 ? 1 : 0, 3)); // the image is black beyond its right border
  });

  it("a quarter of the size: the mean of each 4×4 pixels, enlarged to the same size", async () => {
    expect(row(await given("quarter", halfWhite(10)), 5)).toEqual(Array.from({ length: SIDE }, (_, x) => (x < 8 ? 0 : x < 12 ? 0.5 : 1)));
  });

  it("blurred: an edge becomes a slope, half way at the edge", async () => {
    const middle = row(await given("blur", halfWhite(14)), 14).slice(8, 20);
    expect((middle[5]! + middle[6]!) / 2).toBeCloseTo(0.5, 3);
    middle.slice(1).forEach((value, i) => expect(value).toBeGreaterThanOrEqual(middle[i]!));
    expect(middle[0]).toBeLessThan(0.01);
    expect(middle[3]).toBeGreaterThan(0.05);
  });

  it("noisy: the noise is always the same for a test image and differs between images", async () => {
    const grey = new Float32Array(PIXELS).fill(0.5);
    const noisy = await given("noise", grey, 3);
    expect(await given("noise", grey, 3)).toEqual(noisy);
    expect(await given("noise", grey, 4)).not.toEqual(noisy);
    expect(noisy).not.toEqual(grey);
  });

  it.each(DERIVED)("is within [0,1]: %s", async (from) => {
    expect((await given(from, pixelsOf(0, 1))).every((value) => value >= 0 && value <= 1)).toBe(true);
  });
});

it("the grid shows the conditioning inputs, the outputs and the original images", async () => {
  const of = frozen("noise");
  const grid = await gridImages(of, 1, pixelsOf);
  const size = GRID_COLUMNS * PIXELS;
  const pixels = pixelsOf(0, GRID_COLUMNS);
  expect(grid).toHaveLength(3 * size);
  expect(grid.subarray(0, size)).toEqual(await givenImages(of, { pixels, indices: Array.from({ length: GRID_COLUMNS }, (_, i) => i) }));
  expect(grid.subarray(2 * size)).toEqual(pixels);
  expect(grid.subarray(size, 2 * size)).not.toEqual(pixels);
});
