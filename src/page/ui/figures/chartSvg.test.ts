/** The exported loss chart: where its markers stand, and that its labels stand apart. */
import fc from "fast-check";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LossColumn } from "../../../core/model/model";
import { step } from "../../../core/run/ids";
import { curvesOf, rangeOf } from "../lossChart/chartData";
import { markedHeldOut, plotted } from "../lossChart/plot";
import { MARKER_PATHS } from "../lossChart/Swatch";
import { chartSvg } from "./chartSvg";

beforeEach(() => {
  vi.stubGlobal("document", { documentElement: {} });
  vi.stubGlobal("getComputedStyle", () => ({ getPropertyValue: () => "" }));
});
afterEach(() => void vi.unstubAllGlobals());

test.each([30, 3000])("the marker of a smoothed curve of %i steps stands at the last step's loss, which the equation shows", (length) => {
  const values = Float32Array.from({ length }, (_, i) => (i === length - 1 ? 8 : 2));
  const curves = curvesOf({ length, firstStep: step(1), revision: 0, values: () => (row) => values[row]! }, ["kl"], 100, 0.8);
  const canvas = {} as Element; // only the key of its plot
  plotted.set(canvas, {
    options: {
      columns: [{ id: "kl", kind: "term" } as LossColumn /* no other fields are read */], marks: new Map([["kl", { colour: "--term-1", dash: [], marker: "square" }]]),
      log: false, stepWord: "step", describesChanges: false, rem: 10, onCursor: () => undefined, onFrame: () => undefined, onNear: () => undefined,
    },
    view: { curves, steps: length, end: length, heldOut: [], before: null, others: [], changes: [], hidden: new Set(), highlighted: null, smoothing: null },
    range: { min: 0, max: 10, above: null, below: null },
  });
  const svg = chartSvg(canvas, { width: 300, height: 144.5, font: "serif" })!;
  const [, x, y] = new RegExp(`d="${MARKER_PATHS.square}" transform="translate\\(([\\d.]+) ([\\d.]+)\\)`).exec(svg)!.map(Number);
  // The curves' area is 110.5 pixels high and begins at 10; it ends 14 pixels before the right edge.
  expect(y).toBeCloseTo(10 + 110.5 * 0.2, 0);
  expect(x).toBeCloseTo(286, 0);
});

test("held-out measurements that are closer than three pixels share a marker; the newest one has its own", () => {
  const heldOut = Array.from({ length: 5000 }, (_, i) => ({ step: step(i + 1), images: 1, values: {} }));
  const marked = markedHeldOut(heldOut, (at) => at / 10);
  expect(marked).toHaveLength(167);
  expect(marked.at(-1)).toBe(heldOut.at(-1));
  expect(markedHeldOut(marked, (at) => at)).toEqual(marked);
});

interface Label { readonly text: string; readonly left: number; readonly right: number; readonly top: number; readonly bottom: number }

/** The texts of a chart with the boxes that they take at least: digits of Source Sans are half as wide as the text's size. */
function labelsOf(svg: string): readonly Label[] {
  return [...svg.matchAll(/<text ([^>]*)>([^<]*)<\/text>/g)].map(([, at = "", text = ""]) => {
    const number = (name: string) => Number(new RegExp(`(?:^| )${name}="([^"]+)"`).exec(at)![1]);
    const [x, y, size] = [number("x"), number("y"), number("font-size")];
    const width = [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? 1 : letter === "," ? 0.25 : 0.5), 0) * size;
    const left = at.includes('"middle"') ? x - width / 2 : at.includes('"end"') ? x - width : x;
    return { text, left, right: left + width, top: y - 0.75 * size, bottom: y + 0.05 * size };
  });
}

interface Plot { readonly values: readonly number[]; readonly log: boolean; readonly width: number; readonly height: number; readonly end?: number; readonly stepWord?: string }

function drawn({ values, log, width, height, end = values.length, stepWord = "step" }: Plot) {
  const curves = curvesOf({ length: values.length, firstStep: step(1), revision: 0, values: () => (row) => values[row]! }, ["kl"], 100, 0);
  const canvas = {} as Element; // only the key of its plot
  plotted.set(canvas, {
    options: {
      columns: [{ id: "kl", kind: "term" } as LossColumn /* no other fields are read */], marks: new Map([["kl", { colour: "--term-1", dash: [], marker: "square" }]]),
      log, stepWord, describesChanges: false, rem: 15, onCursor: () => undefined, onFrame: () => undefined, onNear: () => undefined,
    },
    view: { curves, steps: values.length, end, heldOut: [], before: null, others: [], changes: [], hidden: new Set(), highlighted: null, smoothing: null },
    range: rangeOf([Float32Array.from(values)], log ? "log" : "linear"),
  });
  return chartSvg(canvas, { width, height, font: "serif" })!;
}

function expectApart(plot: Plot) {
  const svg = drawn(plot);
  expect(svg).not.toMatch(/NaN|Infinity|undefined/);
  const labels = labelsOf(svg);
  for (const [i, a] of labels.entries()) for (const b of labels.slice(i + 1)) {
    const overlap = a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
    expect(overlap ? `${a.text} and ${b.text} in ${JSON.stringify(plot)}` : "apart").toBe("apart");
  }
  return labels;
}

const SIZES = [{ width: 361, height: 42 }, { width: 361, height: 60 }, { width: 120, height: 130 }, { width: 900, height: 300 }];
const RANGES: readonly (readonly number[])[] = [
  [0], [0, 0], [1e-9], [1e-9, 3e-9], [1e9], [1e9, 1.001e9], [1e-9, 1e9], [NaN], [NaN, 3, Infinity], [-1e9, 1e9], [-1e-9, 1e-9], [200, 600], [0.4, 12], [-7, -6.99], [0.5, 0.5],
];

test.each(RANGES.flatMap((values) => [true, false].map((log) => ({ values, log }))))("labels of $values (logarithmic: $log) stand apart at every size", ({ values, log }) => {
  for (const size of SIZES) expectApart({ values, log, ...size });
});

test("labels of any values and steps stand apart, in any language", () => {
  const value = fc.oneof(fc.float(), fc.double({ min: 0, max: 1000, noNaN: true }), fc.constantFrom(0, 1e-9, 1e9, NaN));
  fc.assert(fc.property(
    fc.array(value, { minLength: 1, maxLength: 20 }), fc.boolean(), fc.integer({ min: 80, max: 1000 }), fc.integer({ min: 42, max: 400 }), fc.integer({ min: 20, max: 999_999_999 }), fc.constantFrom("step", "步", "paso"),
    (values, log, width, height, end, stepWord) => void expectApart({ values, log, width, height, end, stepWord }),
  ), { numRuns: 500 });
});

test("an axis with room for its labels has several", () => {
  for (const log of [true, false]) expect(expectApart({ values: [200, 600], log, width: 361, height: 160 }).length).toBeGreaterThanOrEqual(5);
});
