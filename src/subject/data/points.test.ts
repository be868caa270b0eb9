/** Every density of points integrates to one and matches the points that are drawn. Adding one needs no new test. */
import { describe, expect, it } from "vitest";
import type { PointsDefinition } from "../../core/data/data";
import { CLASSES } from "../../core/run/runConfig";
import { datasetOf } from "./open";
import { drawPoints, openPoints } from "./points";
import { DATA, dataOf, widthOf } from "./registry";

const points = DATA.filter((data) => data.kind === "points");

/** Returns the centres of cells that cover the axis from −reach to reach. */
const middles = (reach: number, cells: number) => Array.from({ length: cells }, (_, i) => (((i + 0.5) / cells) * 2 - 1) * reach);

const gridOf = ({ width }: PointsDefinition, reach: number, cells: number): readonly (readonly number[])[] =>
  (width === 1 ? middles(reach, cells).map((x) => [x]) : middles(reach, cells).flatMap((y) => middles(reach, cells).map((x) => [x, y])));

describe.each(points.map((data) => [data.id, data] as const))("%s", (_, data) => {
  const cells = data.width === 1 ? 1000 : 120;

  it("has a density that integrates to 1, nearly all of it inside the pictures", () => {
    const inAll = (reach: number) =>
      gridOf(data, reach, cells).reduce((sum, x) => sum + data.density(x), 0) * ((2 * reach) / cells) ** data.width;
    expect(inAll(2)).toBeCloseTo(1, 4);
    expect(inAll(data.extent)).toBeGreaterThan(0.999);
  });

  it("has the expected number of points in each cell, up to random variation", () => {
    const count = 40_000, side = data.width === 1 ? 30 : 12, inner = 12;
    const { x } = drawPoints(data, "test of the histogram", count);
    const found = new Map<number, number>();
    const cellOf = (at: number) => Math.floor(((at / data.extent + 1) / 2) * side);
    for (let i = 0; i < count; i++) {
      const places = Array.from(x.subarray(i * data.width, (i + 1) * data.width), cellOf);
      if (places.some((place) => place < 0 || place >= side)) continue;
      const cell = places.reduceRight((sum, place) => sum * side + place, 0);
      found.set(cell, (found.get(cell) ?? 0) + 1);
    }
    // The integral over each cell is computed from smaller ones.
    const volume = ((2 * data.extent) / (side * inner)) ** data.width;
    const wanted = new Map<number, number>();
    for (const at of gridOf(data, data.extent, side * inner)) {
      const cell = at.map(cellOf).reduceRight((sum, place) => sum * side + place, 0);
      wanted.set(cell, (wanted.get(cell) ?? 0) + data.density(at) * volume * count);
    }
    const frequent = [...wanted].filter(([, expected]) => expected >= 10);
    const chiSquared = frequent.reduce((sum, [cell, expected]) => sum + ((found.get(cell) ?? 0) - expected) ** 2 / expected, 0);
    expect(frequent.length).toBeGreaterThan(10);
    // χ² has mean n and standard deviation √(2n) for n cells.
    expect(chiSquared).toBeLessThan(frequent.length + 4 * Math.sqrt(2 * frequent.length));
  });

  it("labels each point by the part that it comes from, all as likely", () => {
    const { labels } = drawPoints(data, "test of labels", 20_000);
    const counts = Array.from({ length: data.labels }, (_, label) => labels.filter((one) => one === label).length);
    for (const count of counts) expect(Math.abs(count * data.labels - 20_000) / 20_000).toBeLessThan(0.05 * Math.sqrt(data.labels));
  });

  it("is always the same, with different points for training and testing", () => {
    const [one, other] = [openPoints(data), openPoints(data)];
    const read = (fill: typeof one.fillTrain) => {
      const x = new Float32Array(3 * data.width), y = new Float32Array(3 * CLASSES);
      fill([0, 5, 9999], x, y);
      return { x, y };
    };
    expect(read(one.fillTrain)).toEqual(read(other.fillTrain));
    expect(read(one.fillTest).x).not.toEqual(read(one.fillTrain).x);
    const { y } = read(one.fillTest);
    expect([0, 1, 2].map((row) => y.subarray(row * CLASSES, (row + 1) * CLASSES).indexOf(1)))
      .toEqual([0, 5, 9999].map((index) => one.testLabels(10_000)[index]));
  });

  it("has its points around its Gaussians if it is a mixture", () => {
    if (!data.modes) return;
    const { x, labels } = drawPoints(data, "test of modes", 5000);
    const squares = labels.reduce((sum, label, i) =>
      sum + data.modes![label]!.reduce((own, mean, k) => own + ((x[i * data.width + k]! - mean) / data.sigmas[label]!) ** 2, 0), 0);
    expect(squares / (5000 * data.width)).toBeCloseTo(1, 1);
  });
});

describe("the data of a run", () => {
  it("are MNIST unless its settings say otherwise", () => {
    const mnist = openPoints(points[0]!);
    expect(dataOf({}).id).toBe("mnist");
    expect(widthOf({ data: "mnist" })).toBe(784);
    expect(datasetOf({}, () => mnist)).toBe(mnist);
    expect(widthOf({ data: "line" })).toBe(1);
    expect(datasetOf({ data: "line" }, () => mnist).width).toBe(1);
    expect(datasetOf({ data: "line" }, () => mnist)).toBe(datasetOf({ data: "line" }, () => mnist));
  });
});
