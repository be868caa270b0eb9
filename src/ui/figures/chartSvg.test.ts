/** The exported loss chart: where its markers stand. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { LossColumn } from "../../core/model/model";
import { step } from "../../core/run/ids";
import { curvesOf } from "../lossChart/chartData";
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
    view: { curves, steps: length, end: length, heldOut: [], before: null, second: null, changes: [], hidden: new Set(), highlighted: null, smoothing: null },
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
