import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { BOX, CENTRE, centred, centreOfMass } from "./centring";
import { inkOf, type Stroke } from "./drawing";
import { PIXELS, SIDE } from "../run/runConfig";

const SEVEN: Stroke = [{ x: 0.2, y: 0.25 }, { x: 0.7, y: 0.25 }, { x: 0.4, y: 0.85 }];
const moved = (stroke: Stroke, scale: number, dx: number, dy: number): Stroke =>
  stroke.map(({ x, y }) => ({ x: scale * x + dx, y: scale * y + dy }));

const massOf = (pixels: ArrayLike<number>) => centreOfMass({ ink: pixels, width: SIDE, height: SIDE });

function boxOf(pixels: Float32Array): [width: number, height: number] {
  const inked = Array.from(pixels, (value, i) => ({ value, x: i % SIDE, y: Math.floor(i / SIDE) })).filter(({ value }) => value > 0);
  const span = (all: number[]) => Math.max(...all) - Math.min(...all) + 1;
  return [span(inked.map(({ x }) => x)), span(inked.map(({ y }) => y))];
}

describe("a drawing", () => {
  const image = centred(inkOf([SEVEN], 280), 280);

  it("fills a box of 20 pixels, its proportions kept, from paper to full ink", () => {
    const [width, height] = boxOf(image);
    expect(height).toBe(BOX);
    expect(width).toBe(Math.ceil((BOX * (0.5 + 0.09)) / (0.6 + 0.09))); // the pen is 0.09 wide
    expect(Math.max(...image)).toBeCloseTo(1, 5);
    expect(image.some((value) => value > 0.2 && value < 0.8)).toBe(true);
  });

  it("has its centre of mass on the field's centre, to half a pixel", () => {
    const { row, column } = massOf(image);
    expect(Math.abs(row - CENTRE)).toBeLessThanOrEqual(0.5);
    expect(Math.abs(column - CENTRE)).toBeLessThanOrEqual(0.5);
  });

  it("gives the same image at any position and size", () => {
    const there = centred(inkOf([moved(SEVEN, 1, 0.1, -0.1)], 280), 280);
    expect(Math.max(...there.map((value, i) => Math.abs(value - image[i]!)))).toBeLessThan(1e-4);
    const half = centred(inkOf([moved(SEVEN, 0.5, 0.3, 0.1)], 560, 0.0225), 560);
    expect(Math.max(...half.map((value, i) => Math.abs(value - image[i]!)))).toBeLessThan(1e-4);
    // With another raster, edges are rounded in other places.
    const coarse = centred(inkOf([SEVEN], 140), 140);
    expect(coarse.reduce((sum, value, i) => sum + Math.abs(value - image[i]!), 0) / PIXELS).toBeLessThan(0.02);
  });

  it("keeps its ink: a square is a square of 20 × 20", () => {
    const square = new Float32Array(100 * 100);
    for (let y = 10; y < 60; y++) square.fill(1, y * 100 + 40, y * 100 + 90);
    const image20 = centred(square, 100);
    expect(image20.reduce((sum, value) => sum + value, 0)).toBeCloseTo(400, 3);
    expect(boxOf(image20)).toEqual([20, 20]);
  });

  it("stays inside the field where its mass is all at one end", () => {
    const pan = new Float32Array(200 * 200); // a frying pan: all mass left, a long handle
    for (let y = 80; y < 140; y++) pan.fill(1, y * 200, y * 200 + 60);
    pan.fill(1, 110 * 200, 110 * 200 + 200);
    const image20 = centred(pan, 200);
    expect(boxOf(image20)[0]).toBe(BOX);
  });

  it("is refused where it is empty", () => {
    expect(() => centred(new Float32Array(280 * 280), 280)).toThrow(expect.objectContaining({ code: "empty-drawing" }));
    expect(() => centred(inkOf([], 28), 28)).toThrow(expect.objectContaining({ code: "empty-drawing" }));
  });
});

it("a dot is a round dot", () => {
  const dot = centred(inkOf([[{ x: 0.5, y: 0.5 }]], 280), 280);
  expect(boxOf(dot)).toEqual([20, 20]);
  // Its faint edge counts towards the box, so that the disc is a little smaller.
  const area = dot.reduce((sum, value) => sum + value, 0) / (Math.PI * 100);
  expect(area).toBeGreaterThan(0.9);
  expect(area).toBeLessThanOrEqual(1);
});

it("leaves MNIST as it is", () => {
  const content = gunzipSync(readFileSync("public/mnist/test-02000.bin"));
  const count = content.length / (PIXELS + 1);
  let changed = 0;
  for (let n = 0; n < count; n++) {
    const image = Float32Array.from(content.subarray(count + n * PIXELS, count + (n + 1) * PIXELS), (byte) => byte / 255);
    const again = centred(image, SIDE);
    if (again.some((value, i) => Math.abs(value - image[i]!) > 1e-6)) changed += 1;
  }
  // A few have a centre of mass exactly between two pixels.
  expect(changed).toBeLessThanOrEqual(5);
});
