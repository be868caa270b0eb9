import { describe, expect, it } from "vitest";
import { paintTiles, parseColour, ramp, tilingSize, toBytes } from "./paint";

const image = (value: number) => new Uint8Array(784).fill(value);
const pixelAt = (data: Uint8ClampedArray, width: number, x: number, y: number) =>
  [...data.slice(4 * (y * width + x), 4 * (y * width + x) + 4)];

describe("a grid of digits", () => {
  const tiling = { columns: 2, count: 3 };
  const { width, height } = tilingSize(tiling);
  const pixels = new Uint8Array([...image(0), ...image(255), ...image(51)]);
  pixels[27] = 255; // right end of the first image's first row

  it("is as wide as its columns and as high as its rows", () => expect([width, height]).toEqual([56, 56]));

  it("maps bytes to colours from paper to ink, opaque, row after row", () => {
    const data = new Uint8ClampedArray(4 * width * height);
    paintTiles(data, pixels, tiling, ramp([255, 250, 245], [5, 0, 0]));
    expect(pixelAt(data, width, 0, 0)).toEqual([255, 250, 245, 255]);
    expect(pixelAt(data, width, 27, 0)).toEqual([5, 0, 0, 255]);
    expect(pixelAt(data, width, 28, 0)).toEqual([5, 0, 0, 255]);
    expect(pixelAt(data, width, 0, 28)).toEqual([205, 200, 196, 255]);
    expect(pixelAt(data, width, 28, 28)).toEqual([0, 0, 0, 0]); // no fourth image
  });

  it("can start at a later image, and stops at the end of the pixels", () => {
    const data = new Uint8ClampedArray(4 * width * height);
    paintTiles(data, pixels, { ...tiling, first: 2 }, ramp([0, 0, 0], [255, 255, 255]));
    expect(pixelAt(data, width, 0, 0)).toEqual([51, 51, 51, 255]);
    expect(pixelAt(data, width, 28, 0)).toEqual([0, 0, 0, 0]);
  });
});

it("reads colours as written in style sheets", () => {
  expect(parseColour("#fff")).toEqual([255, 255, 255]);
  expect(parseColour("#0072b2")).toEqual([0, 114, 178]);
  expect(parseColour("rgb(1, 2, 3)")).toEqual([1, 2, 3]);
  expect(parseColour("none of these")).toEqual([136, 136, 136]);
});

it("converts [0,1] to bytes and clips values outside", () => {
  expect([...toBytes(Float32Array.of(0, 0.5, 1, 1.7, -3, NaN))]).toEqual([0, 128, 255, 255, 0, 0]);
});
