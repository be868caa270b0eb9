/** The geometry of the rate–distortion chart: points, and lines of constant sum. Pure functions, in nats. */
import { roundExtent } from "../../../core/rounding";
import type { RatePoint } from "../slice";

type Interval = readonly [number, number];
type Point = readonly [rate: number, distortion: number];

/** The ranges of the chart. */
export interface Box {
  readonly rate: Interval;
  readonly distortion: Interval;
}

/** Returns ranges around all points; without points, those typical for VAEs on MNIST. */
export function boxOf(points: readonly { readonly rate: number; readonly distortion: number }[]): Box {
  if (points.length === 0) return { rate: [0, 40], distortion: [80, 220] };
  const distortions = points.map(({ distortion }) => distortion);
  const round = (value: number, to: (x: number) => number) => 10 * to(value / 10);
  return {
    rate: [0, roundExtent(1.1 * Math.max(1, ...points.map(({ rate }) => rate)))],
    distortion: [round(Math.min(...distortions) - 10, Math.floor), round(Math.max(...distortions) + 10, Math.ceil)],
  };
}

/** Returns functions from rate and distortion to pixels. */
export const placesIn = ({ rate, distortion }: Box, width: number, height: number) => ({
  left: (value: number): number => (width * (value - rate[0])) / (rate[1] - rate[0]),
  top: (value: number): number => (height * (distortion[1] - value)) / (distortion[1] - distortion[0]),
});

/** Returns the ends of the line in the box on which rate and distortion add up to `sum`, the one with the lower rate first. Null: the line misses the box. */
export function lineOf({ rate, distortion }: Box, sum: number): readonly [Point, Point] | null {
  const from = Math.max(rate[0], sum - distortion[1]);
  const to = Math.min(rate[1], sum - distortion[0]);
  return from < to ? [[from, sum - from], [to, sum - to]] : null;
}

/** The most points that a chart can show; the oldest are dropped. */
const MAX_POINTS = 60;

/** Returns the points with this one, which replaces an earlier one of the same run. */
export const withPoint = (points: readonly RatePoint[], point: RatePoint): readonly RatePoint[] =>
  [...points.filter(({ run }) => run !== point.run), point].slice(-MAX_POINTS);
