/** Where points of rate and distortion, and lines of equal sums, lie in their chart. Pure numbers, in nats. */
import { roundExtent } from "../../../core/rounding";
import type { RatePoint } from "../slice";

type Interval = readonly [number, number];
type Point = readonly [rate: number, distortion: number];

/** What a chart shows. */
export interface Box {
  readonly rate: Interval;
  readonly distortion: Interval;
}

/** Around all points; without any, around where runs of VAEs on MNIST are. */
export function boxOf(points: readonly { readonly rate: number; readonly distortion: number }[]): Box {
  if (points.length === 0) return { rate: [0, 40], distortion: [80, 220] };
  const distortions = points.map(({ distortion }) => distortion);
  const round = (value: number, to: (x: number) => number) => 10 * to(value / 10);
  return {
    rate: [0, roundExtent(1.1 * Math.max(1, ...points.map(({ rate }) => rate)))],
    distortion: [round(Math.min(...distortions) - 10, Math.floor), round(Math.max(...distortions) + 10, Math.ceil)],
  };
}

export const placesIn = ({ rate, distortion }: Box, width: number, height: number) => ({
  left: (value: number): number => (width * (value - rate[0])) / (rate[1] - rate[0]),
  top: (value: number): number => (height * (distortion[1] - value)) / (distortion[1] - distortion[0]),
});

/** The points of the box whose rate and distortion add up to this: both ends, the one of least rate first. Null: there are none. */
export function lineOf({ rate, distortion }: Box, sum: number): readonly [Point, Point] | null {
  const from = Math.max(rate[0], sum - distortion[1]);
  const to = Math.min(rate[1], sum - distortion[0]);
  return from < to ? [[from, sum - from], [to, sum - to]] : null;
}

/** More than a chart can tell apart: the oldest go. */
const MOST_POINTS = 60;

export const withPoint = (points: readonly RatePoint[], point: RatePoint): readonly RatePoint[] =>
  [...points.filter(({ run }) => run !== point.run), point].slice(-MOST_POINTS);
