import { describe, expect, it } from "vitest";
import { FIELD } from "../../../core/data/drawing";
import { PIXELS, SIDE } from "../../../core/run/runConfig";
import { quickMask } from "../../state/fillIn";
import { brushed, randomImage, meanAndSpread, neighbour, paintField, paintFilled } from "./images";

const ZOOM = FIELD / SIDE;

const hidden = (mask: Uint8Array) => mask.reduce((count, one) => count + 1 - one, 0);

describe("masks", () => {
  it("hide halves, or nothing", () => {
    expect(hidden(quickMask("everything"))).toBe(0);
    const lower = quickMask("lower-half"), right = quickMask("right-half");
    expect([hidden(lower), hidden(right)]).toEqual([392, 392]);
    expect([lower[13 * SIDE], lower[14 * SIDE], right[13], right[14]]).toEqual([1, 0, 1, 0]);
  });

  it("follow a brush: a round dot, a line without gaps, and restoring", () => {
    const all = quickMask("everything");
    const middle = { x: 0.5, y: 0.5 };
    const dot = brushed(all, middle, middle, 0);
    expect(hidden(dot)).toBe(12); // between four pixels
    expect(hidden(all)).toBe(0); // the previous mask is not changed
    const line = brushed(all, { x: 0.02, y: 0.5 }, { x: 0.98, y: 0.5 }, 0);
    for (let column = 0; column < SIDE; column++) expect(line[14 * SIDE + column]).toBe(0);
    expect(hidden(brushed(line, { x: -0.1, y: 0.5 }, { x: 1.1, y: 0.5 }, 1))).toBe(0);
  });
});

it("mean and spread of fill-ins", () => {
  const pixels = new Float32Array(2 * PIXELS);
  pixels[0] = 1; // of the first; 0 in the second
  pixels[1] = 0.5;
  pixels[PIXELS + 1] = 0.5;
  const { mean, spread } = meanAndSpread(pixels);
  expect([mean[0], spread[0], mean[1], spread[1], mean[2]]).toEqual([0.5, 1, 0.5, 0, 0]);
});

describe("painting", () => {
  const colours = { paper: [255, 255, 255], ink: [0, 0, 0], line: [9, 9, 9], made: [200, 0, 0] } as const;
  const mask = quickMask("right-half");
  const pixels = new Float32Array(PIXELS).fill(1);

  it("hatches hidden pixels, so that they are neither paper nor ink", () => {
    const data = new Uint8ClampedArray(4 * FIELD * FIELD);
    paintField(data, pixels, mask, colours);
    const row = (y: number, from: number, to: number) => new Set(data.slice(4 * (y * FIELD + from), 4 * (y * FIELD + to)).filter((_, i) => i % 4 === 0));
    expect([...row(5, 0, 14 * ZOOM)]).toEqual([0]);
    expect([...row(5, 14 * ZOOM, FIELD)].sort()).toEqual([255, 9]);
  });

  it("paints given pixels in ink and filled-in ones in colour", () => {
    const data = new Uint8ClampedArray(4 * PIXELS);
    paintFilled(data, pixels, mask, colours);
    expect([...data.slice(0, 4)]).toEqual([0, 0, 0, 255]);
    expect([...data.slice(4 * 27, 4 * 28)]).toEqual([200, 0, 0, 255]);
  });
});

it("a random test image differs from the current one, and is the same for the same seed", () => {
  const walk = (seed: number) => Array.from({ length: 5 }).reduce<number[]>((all) => [...all, randomImage(seed, all.at(-1)!)], [0]);
  expect(walk(1)).toEqual(walk(1));
  expect(new Set(walk(1)).size).toBe(6);
  expect(walk(2)).not.toEqual(walk(1));
  expect([neighbour(0, -1), neighbour(9999, 1)]).toEqual([9999, 0]);
});
