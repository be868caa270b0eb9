/** Draws curves of milliseconds by size as SVG, with logarithmic axes, for light and dark pages. */
import { logTicks } from "../src/core/rounding";
import { tag } from "../src/page/ui/figures/xml";
import { median } from "./report";

export interface Curve {
  readonly title: string;
  /** 1 to 4. */
  readonly colour: number;
  readonly dashed: boolean;
  readonly points: readonly { readonly x: number; readonly ms: readonly number[] }[];
}

interface Panel {
  /** The meaning of the horizontal axis, and what is fixed. */
  readonly title: string;
  readonly curves: readonly Curve[];
}

/** Colours of `theme.css`. */
const STYLE = `
  svg { --paper: #faf9f5; --ink: #1d1c21; --soft: #5c5b63; --c1: #b34a00; --c2: #00735a; --c3: #006bab; --c4: #a03d78; }
  @media (prefers-color-scheme: dark) { svg { --paper: #131418; --ink: #eceae3; --soft: #a5a4a9; --c1: #f59b55; --c2: #3fcda0; --c3: #5fb4ee; --c4: #e597c3; } }
  text { font: 13px system-ui, sans-serif; fill: var(--ink); }
  .tick { fill: var(--soft); } .grid { stroke: var(--soft); stroke-opacity: 0.25; }
`;
/** The points' shapes, by colour, so that colours are not needed to tell curves apart. */
const SHAPES = ["M-4,0a4,4 0 1 0 8,0a4,4 0 1 0 -8,0Z", "M-3.5,-3.5h7v7h-7Z", "M0,-4.5L4.5,3.5H-4.5Z", "M0,-5L5,0L0,5L-5,0Z"];
const [WIDTH, HEIGHT] = [900, 420];
const [TOP, BOTTOM, LEFT, GAP] = [28, 330, 56, 60];
const PANEL = (WIDTH - LEFT - GAP - 20) / 2;
const LEGEND_COLUMNS = 3;

/** Returns the picture. The panels share the vertical axis. Bars reach from the smallest to the largest value of each point. */
export function curveSvg(panels: readonly Panel[]): string {
  const all = panels.flatMap(({ curves }) => curves.flatMap(({ points }) => points.flatMap(({ ms }) => ms)));
  const y = axis([Math.min(...all) / 1.2, Math.max(...all) * 1.2], [BOTTOM, TOP]);
  const legend = panels[0]!.curves.map((curve, i) => {
    const [left, top] = [LEFT + (i % LEGEND_COLUMNS) * 280, BOTTOM + 56 + 22 * Math.floor(i / LEGEND_COLUMNS)];
    return lineOf(curve, `M${left},${top - 4}h34`) + pointOf(curve, left + 17, top - 4) + text({ x: left + 42, y: top }, curve.title);
  });
  return `${tag("svg", { xmlns: "http://www.w3.org/2000/svg", viewBox: `0 0 ${WIDTH} ${HEIGHT}`, width: WIDTH, height: HEIGHT, role: "img" }, [
    `<style>${STYLE}</style>`,
    tag("rect", { width: WIDTH, height: HEIGHT, style: "fill: var(--paper)" }),
    text({ x: LEFT - 44, y: TOP - 10 }, "ms per step"),
    ...panels.map((panel, i) => panelSvg(panel, LEFT + i * (PANEL + GAP), y)),
    ...legend,
  ].join("\n"))}\n`;
}

interface Axis {
  readonly ends: readonly [number, number];
  at(value: number): number;
}

function axis(ends: readonly [number, number], [from, to]: readonly [number, number]): Axis {
  const [low, high] = ends.map(Math.log) as [number, number];
  return { ends, at: (value) => from + ((Math.log(value) - low) / (high - low || 1)) * (to - from) };
}

function panelSvg({ title, curves }: Panel, left: number, y: Axis): string {
  const sizes = [...new Set(curves.flatMap(({ points }) => points.map(({ x }) => x)))].sort((a, b) => a - b);
  const x = axis([sizes[0]! / 1.15, sizes.at(-1)! * 1.15], [left, left + PANEL]);
  const across = logTicks(...y.ends).flatMap((tick) => [
    tag("path", { d: `M${left},${px(y.at(tick))}h${px(PANEL)}`, class: "grid" }),
    text({ x: left - 6, y: y.at(tick) + 4, class: "tick", "text-anchor": "end" }, String(tick)),
  ]);
  const below = sizes.map((size) => text({ x: x.at(size), y: BOTTOM + 18, class: "tick", "text-anchor": "middle" }, String(size)));
  const drawn = curves.flatMap((curve) => {
    const places = curve.points.map((point) => ({ left: px(x.at(point.x)), top: px(y.at(median(point.ms))), ms: point.ms }));
    return [
      lineOf(curve, places.map((place, i) => `${i === 0 ? "M" : "L"}${place.left},${place.top}`).join("")),
      ...places.flatMap((place) => [
        tag("path", { d: `M${place.left},${px(y.at(Math.min(...place.ms)))}V${px(y.at(Math.max(...place.ms)))}`, style: `stroke: var(--c${curve.colour})` }),
        pointOf(curve, place.left, place.top),
      ]),
    ];
  });
  return [...across, ...below, text({ x: left + PANEL / 2, y: BOTTOM + 36, "text-anchor": "middle" }, title), ...drawn].join("\n");
}

const px = (value: number): number => Number(value.toFixed(1));
const text = (at: Readonly<Record<string, string | number>>, content: string): string => tag("text", at, content);
const lineOf = ({ colour, dashed }: Curve, d: string): string =>
  tag("path", { d, style: `fill: none; stroke: var(--c${colour}); stroke-width: 2`, "stroke-dasharray": dashed ? "6 4" : null });
const pointOf = ({ colour }: Curve, left: number, top: number): string =>
  tag("path", { d: SHAPES[colour - 1]!, transform: `translate(${left} ${top})`, style: `fill: var(--c${colour})` });
