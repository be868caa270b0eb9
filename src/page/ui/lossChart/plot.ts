/** Draws the loss chart: uPlot with this page's colours, dashes and markers. It depends on neither React nor the store. */
import uPlot from "uplot";
import "uplot/dist/uPlot.min.css";
import type { LossColumn } from "../../../core/model/model";
import type { HeldOut } from "../../../core/run/reports";
import { logTicks } from "../../../core/rounding";
import { axisTexts, countText } from "../numbers";
import type { Mark } from "../palette";
import { cssColour } from "../themeColours";
import { rangeOf, type Curves, type Range } from "./chartData";
import { isStrokeOnly, MARKER_PATHS, OTHER_DASH } from "./Swatch";

/** The fixed options of a plot. */
export interface PlotOptions {
  readonly columns: readonly LossColumn[];
  readonly marks: ReadonlyMap<string, Mark>;
  readonly log: boolean;
  /** The unit of the step axis, in words; null: the chart has none, because it is above another chart that has. */
  readonly stepWord: string | null;
  /** Whether the lines at changes of settings have their descriptions. */
  readonly describesChanges: boolean;
  /** The page's text size in CSS pixels. */
  readonly rem: number;
  onCursor(step: number | null): void;
  /** Called after a change of the frame. */
  onFrame(frame: PlotFrame): void;
  /** The column whose curve is next to the pointer. */
  onNear(columnId: string | null): void;
}

/** The curves' area in CSS pixels of the element, and the range of steps. */
export interface PlotFrame {
  readonly left: number;
  readonly width: number;
  /** The distances of the curves' area and of the horizontal axis from the element's top. */
  readonly top: number;
  readonly bottom: number;
  /** The step at the axis' right end. */
  readonly end: number;
  /** The last step of the curves. */
  readonly last: number;
}

/** The changing content of a plot. */
export interface PlotView {
  readonly curves: Curves;
  readonly steps: number;
  /** The end of the axis, at least `steps`: after a fork it leaves room for as many steps as the run before had. */
  readonly end: number;
  readonly heldOut: readonly HeldOut[];
  /** The same columns of the run before a restart; null: none, or not shown. */
  readonly before: Curves | null;
  /** The same columns of the runs beside it. */
  readonly others: readonly Curves[];
  /** Changes of settings, and the step at which training continued from a pretrained checkpoint. */
  readonly changes: readonly { readonly step: number; readonly text: string }[];
  readonly hidden: ReadonlySet<string>;
  readonly highlighted: string | null;
  /** How the curves are smoothed, for exported figures; null: they are not. */
  readonly smoothing: string | null;
}

/** A drawn chart that can be updated. */
export type LossPlot = ReturnType<typeof createLossPlot>;

/** The content of each plot, by its canvas. */
export const plotted = new WeakMap<Element, { readonly options: PlotOptions; readonly view: PlotView; readonly range: Range }>();

const NEAR_PX = 14;
/** A cursor at this height is near no curve. */
const FAR_FROM_CURVES = -1000;
/** Measurements in the first part of a run, this share of it, may lie beyond the axis. */
const EARLY = 0.05;
/** Returns the height of the playhead below the curves, in CSS pixels. */
export const playheadHeight = (rem: number): number => Math.round(1.3 * rem);

/** Creates the chart in an element. */
export function createLossPlot(element: HTMLElement, options: PlotOptions) {
  const { columns, marks, log, stepWord, describesChanges, rem, onCursor, onFrame, onNear } = options;
  let frame: PlotFrame | null = null;
  let view: PlotView | null = null;
  let range: Range = { min: log ? 0.1 : 0, max: 1, above: null, below: null };
  const markOf = (k: number): Mark => marks.get(columns[k]!.id)!;
  const ink = (name: string) => () => cssColour(name);
  const { fontSize, fontFamily } = getComputedStyle(element);
  const text = Math.round(Number.parseFloat(fontSize)); // uPlot scales whole numbers only to the screen's resolution
  const font = `${text}px ${fontFamily}`;
  const stroke = 1.75 * Math.max(1, rem / 15);
  const lit = (k: number) => view?.highlighted === columns[k]!.id;
  // Highlighting a curve fades the others; highlighting a hidden one does not.
  const someLit = () => columns.some(({ id }, k) => lit(k) && !view?.hidden.has(id));
  const alpha = (k: number, faint: boolean) => (faint ? 0.28 : 1) * (someLit() && !lit(k) ? 0.3 : 1);

  // uPlot's series: x, then for each column its faint raw curve and its smoothed one.
  const series = columns.flatMap((_, k) => [true, false].map((faint): uPlot.Series => ({
    stroke: () => cssColour(markOf(k).colour),
    width: faint ? 1 : stroke,
    ...(!faint && markOf(k).dash.length > 0 ? { dash: [...markOf(k).dash] } : {}),
    points: { show: false },
  })));

  const gap = Math.round(0.55 * rem);
  const below = playheadHeight(rem); // the playhead is between the curves and the step labels
  const axis = {
    stroke: ink("--ink-soft"), font, grid: { stroke: ink("--line"), width: 1 }, ticks: { show: false }, gap,
  };
  const plot = new uPlot({
    width: Math.max(50, element.clientWidth), height: Math.max(50, element.clientHeight),
    padding: [Math.max(10, Math.round(0.7 * text)), Math.round(rem * 1.4), stepWord === null ? Math.round(0.5 * text) : 0, 0],
    legend: { show: false },
    focus: { alpha: 1 },
    cursor: { move: (u, left, top) => [left < 0 ? left : u.valToPos(Math.round(u.posToVal(left, "x")), "x"), top], y: false, points: { show: false }, drag: { x: false, y: false }, focus: { prox: NEAR_PX } },
    scales: {
      x: { time: false, range: () => [0, Math.max(20, view?.end ?? 0)] },
      y: { distr: log ? 3 : 1, range: () => [range.min, range.max] },
    },
    axes: [
      {
        ...axis, show: stepWord !== null, gap: below, size: Math.round(below + 1.35 * text), grid: { show: false }, space: Math.max(50, 3.6 * text),
        values: (_, at) => at.map((v) => (v === 0 ? `${stepWord} 0` : Number.isInteger(v) ? countText(v) : "")),
      },
      {
        ...axis, size: Math.round(Math.max(2.9 * rem, gap + 2.6 * text)), space: Math.max(20, 1.5 * text),
        values: (_, at) => axisTexts(at, log),
        // uPlot's own loop never ends if the axis begins just below a power of ten (https://github.com/leeoniya/uPlot/issues/1098); needed until a release after 1.6.32
        ...(log ? { splits: (_, __, from, to) => [...logTicks(from, to)] } : {}),
      },
    ],
    series: [{}, ...series],
    hooks: {
      setCursor: [(u) => {
        const { left } = u.cursor;
        onCursor(left === undefined || left < 0 || !view?.steps ? null : Math.round(u.posToVal(left, "x")));
      }],
      setSeries: [(_, index, options) => {
        if (!("focus" in options)) return;
        onNear(index === null || index === 0 ? null : columns[(index - 1) >> 1]!.id);
      }],
      drawAxes: [(u) => {
        if (!view) return;
        if (view.before) drawOther(u, view.before, PREVIOUS_RUN, { hidden: view.hidden, columns, markOf, alpha: () => 1 });
        for (const other of view.others) drawOther(u, other, OTHER_RUN, { hidden: view.hidden, columns, markOf, alpha: (k) => alpha(k, false) });
      }],
      draw: [(u) => {
        if (!view) return;
        const [left, width] = [u.bbox.left / uPlot.pxRatio, u.bbox.width / uPlot.pxRatio];
        const next = { left, width, top: u.bbox.top / uPlot.pxRatio, bottom: (u.bbox.top + u.bbox.height) / uPlot.pxRatio, end: u.scales["x"]!.max ?? 0, last: view.steps };
        if (!frame || (Object.keys(next) as (keyof PlotFrame)[]).some((key) => next[key] !== frame![key])) onFrame(frame = next);
        drawChanges(u, view.changes, font, describesChanges);
        drawPoints(u, view, columns, markOf, alpha, rem);
      }],
    },
  }, [[], ...series.map(() => [])], element);

  // uPlot listens to a mouse only; a finger that moves across the chart reads it, too.
  plot.over.addEventListener("pointermove", ({ pointerType, offsetX: left, offsetY: top }) => {
    if (pointerType === "touch") plot.setCursor({ left, top });
  });

  return {
    show(next: PlotView): Range {
      view = next;
      const { raw, smoothed, x } = next.curves;
      const shown = columns.flatMap(({ id }, k) => (next.hidden.has(id) ? [] : [raw[k]!]));
      if (next.before && (raw[0]?.length === 0 || next.end > next.steps)) shown.push(...next.before.raw);
      for (const other of next.others) shown.push(...columns.flatMap(({ id }, k) => (next.hidden.has(id) ? [] : [other.raw[k]!])));
      const settled = next.heldOut.filter(({ step }) => step > EARLY * next.steps);
      for (const { id } of columns) if (!next.hidden.has(id)) shown.push(Float32Array.from(settled, ({ values }) => values[id] ?? NaN));
      range = rangeOf(shown, log ? "log" : "linear");
      plotted.set(plot.ctx.canvas, { options, view: next, range });
      columns.forEach(({ id }, k) => {
        const [faint, strong] = [plot.series[1 + 2 * k]!, plot.series[2 + 2 * k]!];
        faint.show = smoothed !== null && !next.hidden.has(id);
        strong.show = !next.hidden.has(id);
        faint.alpha = alpha(k, true);
        strong.alpha = alpha(k, false);
        strong.width = lit(k) ? 1.6 * stroke : stroke;
      });
      plot.setData([x, ...columns.flatMap((_, k) => [gapped(raw[k]!), gapped((smoothed ?? raw)[k]!)])]);
      return range;
    },
    /** Shows the pointer's step, chosen on another chart; null: none. */
    point: (step: number | null): void => plot.setCursor({ left: step === null ? -10 : plot.valToPos(step, "x"), top: FAR_FROM_CURVES }, false),
    resize: (width: number, height: number): void => plot.setSize({ width, height }),
    destroy: (): void => plot.destroy(),
  };
}

/** Values that are not finite become gaps in the curve. */
const gapped = (values: Float32Array): Float32Array | (number | null)[] =>
  values.every(Number.isFinite) ? values : Array.from(values, (v) => (Number.isFinite(v) ? v : null));

export interface Style {
  readonly alpha: number;
  /** Width of the line in CSS pixels, like the dashes. */
  readonly width: number;
  readonly dash: readonly number[];
}
/** The style of the run before a restart. */
export const PREVIOUS_RUN: Style = { alpha: 0.45, width: 1.5, dash: [1.5, 3] };
/** The style of the runs beside it. */
export const OTHER_RUN: Style = { alpha: 1, width: 1.75, dash: OTHER_DASH };

interface Drawn {
  readonly hidden: ReadonlySet<string>;
  readonly columns: readonly LossColumn[];
  markOf(k: number): Mark;
  alpha(k: number): number;
}

/** Draws another run beneath the curves: the one before a restart, or one beside it. */
function drawOther(u: uPlot, { x, raw, smoothed }: Curves, style: Style, { hidden, columns, markOf, alpha }: Drawn): void {
  const { ctx, bbox } = u;
  ctx.save();
  ctx.beginPath();
  ctx.rect(bbox.left, bbox.top, bbox.width, bbox.height);
  ctx.clip();
  ctx.lineWidth = style.width * uPlot.pxRatio;
  ctx.setLineDash(style.dash.map((length) => length * uPlot.pxRatio));
  columns.forEach(({ id }, k) => {
    const values = (smoothed ?? raw)[k];
    if (!values || hidden.has(id)) return;
    ctx.globalAlpha = style.alpha * alpha(k);
    ctx.strokeStyle = cssColour(markOf(k).colour);
    ctx.beginPath();
    let begun = false;
    x.forEach((step, i) => {
      const [left, top] = [u.valToPos(step, "x", true), u.valToPos(values[i]!, "y", true)];
      const drawn = Number.isFinite(top);
      if (drawn && begun) ctx.lineTo(left, top);
      else if (drawn) ctx.moveTo(left, top);
      begun = drawn; // values that are not finite are gaps
    });
    ctx.stroke();
  });
  ctx.restore();
}

/** Texts of changes use at most this many rows. */
const CHANGE_ROWS = 4;
/** Minimum distance between two lines of changes, in CSS pixels. */
const CHANGE_GAP = 3;

/**
 * Draws a thin line at each change of a setting, with its description; descriptions that would overlap are stacked. Changes that are too close
 * to others have neither line nor text, so that curves stay visible; the data table lists all of them.
 */
function drawChanges(u: uPlot, changes: PlotView["changes"], font: string, described: boolean): void {
  const { ctx, bbox } = u;
  const ratio = uPlot.pxRatio;
  ctx.save();
  ctx.font = font.replace(/^[\d.]+/, (size) => String(Number(size) * ratio));
  ctx.textBaseline = "top";
  ctx.textAlign = "left";
  ctx.lineWidth = ratio;
  ctx.setLineDash([]);
  const [gap, height] = [4 * ratio, 1.35 * Number.parseFloat(ctx.font)];
  const ends: number[] = [];
  let last = -Infinity;
  for (const { step, text } of changes) {
    const at = Math.round(u.valToPos(step, "x", true));
    if (at < bbox.left || at > bbox.left + bbox.width || at - last < CHANGE_GAP * ratio) continue;
    last = at;
    const width = ctx.measureText(text).width + 2 * gap;
    const left = at + width > bbox.left + bbox.width ? at - width : at;
    const free = ends.findIndex((end) => end <= left);
    const row = free < 0 ? ends.length : free;
    const top = bbox.top + row * height;
    ctx.strokeStyle = cssColour("--ink-soft");
    ctx.beginPath();
    ctx.moveTo(at, bbox.top);
    ctx.lineTo(at, bbox.top + bbox.height);
    ctx.stroke();
    if (!described || row >= CHANGE_ROWS) continue;
    ends[row] = left + width;
    ctx.fillStyle = cssColour("--paper");
    ctx.globalAlpha = 0.82;
    ctx.fillRect(left + ratio, top, width - 2 * ratio, height);
    ctx.globalAlpha = 1;
    ctx.fillStyle = cssColour("--ink");
    ctx.fillText(text, left + gap, top + 0.15 * height);
  }
  ctx.restore();
}

/** Minimum distance between two held-out measurements with markers, in CSS pixels: markers that are closer cover each other. */
const HELD_OUT_GAP = 3;

/** Returns the held-out measurements that have markers, among them the newest one. `x`: the place of a step in CSS pixels. */
export function markedHeldOut(heldOut: readonly HeldOut[], x: (step: number) => number): readonly HeldOut[] {
  const marked: HeldOut[] = [];
  for (let i = heldOut.length - 1; i >= 0; i--) {
    const [later, one] = [marked.at(-1), heldOut[i]!];
    if (!later || x(later.step) - x(one.step) >= HELD_OUT_GAP) marked.push(one);
  }
  return marked.reverse();
}

/** A marker at each term's last loss, which is not smoothed: the equation's number; and a diamond at each held-out measurement. */
function drawPoints(
  u: uPlot, { curves, steps, heldOut, hidden }: PlotView, columns: readonly LossColumn[],
  markOf: (k: number) => Mark, alpha: (k: number, faint: boolean) => number, rem: number,
): void {
  const { ctx, bbox } = u;
  // Sizes are relative to a text of 15 px, the page's size at 1280 × 720.
  const scale = uPlot.pxRatio * Math.max(1, rem / 15);
  const paper = cssColour("--paper");
  const stamp = (path: string, x: number, y: number, size: number, colour: string, hollow: boolean) => {
    const [left, top] = [u.valToPos(x, "x", true), u.valToPos(y, "y", true)];
    if (!(top >= bbox.top - 1) || top > bbox.top + bbox.height + 1) return;
    const shape = new Path2D(path);
    ctx.save();
    ctx.translate(left, top);
    ctx.scale(size * scale, size * scale);
    ctx.lineWidth = hollow ? 1.6 : 2;
    ctx.strokeStyle = hollow ? colour : paper;
    ctx.fillStyle = hollow ? paper : colour;
    if (!hollow) ctx.stroke(shape);
    ctx.fill(shape);
    if (hollow) ctx.stroke(shape);
    ctx.restore();
  };
  const marked = markedHeldOut(heldOut, (step) => u.valToPos(step, "x"));
  // Totals come last, so that their markers are on top.
  const isTotal = (k: number) => Number(columns[k]!.kind === "total");
  const order = columns.map((_, k) => k).sort((a, b) => isTotal(a) - isTotal(b));
  ctx.setLineDash([]);
  for (const k of order) {
    const { id, kind } = columns[k]!;
    if (hidden.has(id)) continue;
    const { colour, marker } = markOf(k);
    ctx.globalAlpha = alpha(k, false);
    const tone = cssColour(colour);
    for (const { step, values } of marked) {
      const value = values[id];
      if (value === undefined) continue;
      stamp(MARKER_PATHS.diamond, step, value, kind === "total" ? 1.25 : 0.75, tone, kind !== "total");
    }
    if (kind !== "total") stamp(MARKER_PATHS[marker], steps, curves.last[k]!, 1, tone, isStrokeOnly(marker));
  }
  ctx.globalAlpha = 1;
}
