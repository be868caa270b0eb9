/** A plot of the loss chart as SVG shapes, as `lossChart/plot.ts` paints it, with its own axes. Sizes are CSS pixels. */
import { logTicks, ticksIn } from "../../../core/rounding";
import { axisTexts, countText } from "../numbers";
import { markedHeldOut, playheadHeight, PREVIOUS_RUN, plotted, OTHER_RUN, type PlotView, type Style } from "../lossChart/plot";
import { isStrokeOnly, MARKER_PATHS } from "../lossChart/Swatch";
import { cssColour } from "../themeColours";
import type { Curves } from "../lossChart/chartData";
import { escaped, number, tag } from "./xml";

interface Field {
  readonly width: number;
  readonly height: number;
  readonly font: string;
}

/** A tick on the vertical axis has at least this many text sizes. */
const TICK_HEIGHT = 1.7;
/** The space between two labels of the horizontal axis, in text sizes. */
const LABEL_GAP = 0.8;
/** The step axis has at most this many labels. */
const MOST_STEPS = 7;

/** The width of a label in text sizes, at least: digits have half of one, letters of other scripts a whole one. */
const widthOf = (text: string): number => Array.from(text, (letter) => (letter > "\u2e7f" ? 1 : letter === "," ? 0.3 : 0.57)).reduce((sum, width) => sum + width, 0);

/** Returns the steps that have labels, as many as have room, and their labels. `room`: of the axis, in text sizes. */
function stepLabels(end: number, room: number, stepWord: string): readonly (readonly [step: number, text: string])[] {
  const textOf = (step: number) => (step === 0 ? `${stepWord} 0` : countText(step));
  for (let most = MOST_STEPS; ; most--) {
    const labels = ticksIn(0, end, most).filter(Number.isInteger).map((step) => [step, textOf(step)] as const);
    const fits = labels.every(([step, text], i) => {
      const [next, nextText] = labels[i + 1] ?? [Infinity, ""];
      return ((next - step) / end) * room >= (widthOf(text) + widthOf(nextText)) / 2 + LABEL_GAP;
    });
    if (fits || most === 1) return labels;
  }
}

/** Returns null if the canvas is not a plot of losses or is still empty. */
export function chartSvg(canvas: Element, { width, height, font }: Field): string | null {
  const chart = plotted.get(canvas);
  if (!chart) return null;
  const { options: { columns, marks, log, rem, stepWord, describesChanges }, view, range } = chart;
  const size = Math.round(0.8 * rem);
  const box = { left: 2.9 * rem + 6, top: 10, width: width - 4.3 * rem - 6, height: height - 10 - (stepWord === null ? 0.5 * size : playheadHeight(rem) + 1.35 * size) };
  const end = Math.max(20, view.end);
  const scaled = log ? Math.log : (value: number) => value;
  const x = (step: number) => box.left + (step / end) * box.width;
  const y = (value: number) => box.top + box.height * (1 - (scaled(value) - scaled(range.min)) / (scaled(range.max) - scaled(range.min)));
  const seen = columns.map((column, k) => ({ ...column, k, mark: marks.get(column.id)! })).filter(({ id }) => !view.hidden.has(id));
  const label = (at: Readonly<Record<string, string | number>>, text: string) =>
    tag("text", { "font-family": font, "font-size": size, fill: cssColour("--ink-soft"), ...at }, escaped(text));

  const across = stepWord === null ? [] : stepLabels(end, box.width / size, stepWord)
    .map(([step, text]) => label({ x: x(step), y: height - 0.4 * size, "text-anchor": "middle" }, text));
  const room = Math.floor(box.height / (TICK_HEIGHT * size));
  const ticked = log ? logTicks(range.min, range.max, Math.max(1, room)) : ticksIn(range.min, range.max, Math.max(1, room));
  const up = ticked.slice(0, room < 1 ? 1 : undefined).flatMap((value, k, ticks) => [
    tag("path", { d: `M${number(box.left)},${number(y(value))}h${number(box.width)}`, stroke: cssColour("--line"), fill: "none" }),
    label({ x: box.left - 6, y: y(value) + 0.35 * size, "text-anchor": "end" }, axisTexts(ticks, log)[k]!),
  ]);
  const curve = (at: Float64Array, values: Float32Array, colour: string, { alpha, width: thick, dash }: Style) => {
    let begun = false;
    const d = Array.from(at, (step, i) => {
      const value = values[i]!;
      if (!Number.isFinite(value) || (log && value <= 0)) { begun = false; return ""; }
      const to = `${begun ? "L" : "M"}${number(x(step))},${number(y(value))}`;
      begun = true;
      return to;
    }).join("");
    return d === "" ? "" : tag("path", {
      d, fill: "none", stroke: cssColour(colour), "stroke-width": thick, "stroke-linejoin": "round",
      opacity: alpha === 1 ? null : alpha, "stroke-dasharray": dash.length > 0 ? dash.join(" ") : null,
    });
  };
  const run = (curves: Curves, style: Style) => seen.map(({ k, mark }) => {
    const values = (curves.smoothed ?? curves.raw)[k];
    return values ? curve(curves.x, values, mark.colour, style) : "";
  });
  const { curves } = view;
  const lines = [
    ...(view.before ? run(view.before, PREVIOUS_RUN) : []),
    ...view.others.flatMap((other) => run(other, OTHER_RUN)),
    ...(curves.smoothed ? seen.map(({ k, mark }) => curve(curves.x, curves.raw[k]!, mark.colour, { alpha: 0.28, width: 1, dash: [] })) : []),
    ...seen.map(({ k, mark }) => curve(curves.x, (curves.smoothed ?? curves.raw)[k]!, mark.colour, { alpha: 1, width: 1.75, dash: mark.dash })),
  ];
  const inside = tag("svg", { x: box.left, y: box.top, width: box.width, height: box.height, viewBox: `${number(box.left)} ${number(box.top)} ${number(box.width)} ${number(box.height)}` }, lines.join(""));
  const corner = { x: box.left + box.width, y: box.top + size, "text-anchor": "end" };
  const edge = { stroke: cssColour("--paper"), "stroke-width": 4, "stroke-linejoin": "round" }; // keeps lines of the chart off the letters
  const smoothed = view.smoothing === null ? "" : label({ ...corner, ...edge }, view.smoothing) + label(corner, view.smoothing);
  return [...up, ...across, inside, smoothed, ...changesSvg(view, describesChanges, x, box, label), ...markers(view, seen, { x, y, from: box.top - 1, to: box.top + box.height + 1 })].join("");
}

type Label = (at: Readonly<Record<string, string | number>>, text: string) => string;

/** A line at each change of a setting, with its description; descriptions are stacked. */
const changesSvg = ({ changes, end }: PlotView, described: boolean, x: (step: number) => number, box: { readonly left: number; readonly top: number; readonly width: number; readonly height: number }, label: Label) =>
  changes.filter(({ step }) => step <= end).flatMap(({ step, text }, i) => [
    tag("path", { d: `M${number(x(step))},${number(box.top)}v${number(box.height)}`, stroke: cssColour("--ink-soft") }),
    !described ? "" : x(step) > box.left + box.width / 2
      ? label({ x: x(step) - 4, y: box.top + 14 * (i + 1), "text-anchor": "end", fill: cssColour("--ink") }, text)
      : label({ x: x(step) + 4, y: box.top + 14 * (i + 1), fill: cssColour("--ink") }, text),
  ]);

interface Places {
  readonly x: (step: number) => number;
  readonly y: (value: number) => number;
  /** Markers are drawn only between these heights. */
  readonly from: number;
  readonly to: number;
}

type Seen = NonNullable<ReturnType<typeof plotted.get>>["options"]["columns"][number] & { readonly k: number; readonly mark: { readonly colour: string; readonly marker: keyof typeof MARKER_PATHS } };

/** A marker at each term's last loss, which is not smoothed, and a diamond at each held-out measurement. Totals are drawn last, on top. */
function markers({ curves, steps, heldOut }: PlotView, seen: readonly Seen[], { x, y, from, to }: Places): readonly string[] {
  const paper = cssColour("--paper");
  const stamp = (path: string, step: number, value: number | undefined, size: number, colour: string, hollow: boolean) => {
    const top = value === undefined ? NaN : y(value);
    if (!(top >= from && top <= to)) return "";
    return tag("path", {
      d: path, transform: `translate(${number(x(step))} ${number(top)}) scale(${number(size)})`, fill: hollow ? paper : colour,
      stroke: hollow ? colour : paper, "stroke-width": hollow ? 1.6 : 2, "paint-order": hollow ? null : "stroke",
    });
  };
  return [...seen].sort((a, b) => Number(a.kind === "total") - Number(b.kind === "total")).flatMap(({ id, k, kind, mark }) => {
    const colour = cssColour(mark.colour);
    const total = kind === "total";
    return [
      ...markedHeldOut(heldOut, x).map((one) => stamp(MARKER_PATHS.diamond, one.step, one.values[id], total ? 1.25 : 0.75, colour, !total)),
      total ? "" : stamp(MARKER_PATHS[mark.marker], steps, curves.last[k], 1, colour, isStrokeOnly(mark.marker)),
    ];
  });
}
