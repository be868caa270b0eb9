/** The points of the rate–distortion chart and its geometry, with lines of constant sum. Pure functions, in nats. */
import { roundExtent } from "../../../../core/rounding";
import { configAt } from "../../../../core/run/liveChanges";
import type { RunConfig } from "../../../../core/run/runConfig";
import type { Measured } from "../../../../subject/measurements/registry";
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

/**
 * Returns the option of the study that runs with the same model, dimension and step show, which differ in β; null: too few, or another
 * order. The largest such group counts.
 */
export function optionOf(points: readonly RatePoint[]): "down" | "up" | "least" | null {
  const groups = points.map((point) => points.filter((other) => (["model", "latent", "step"] as const).every((key) => other[key] === point[key])));
  const largest = groups.reduce((most, group) => (group.length > most.length ? group : most), []);
  const sorted = largest.toSorted((a, b) => a.beta - b.beta);
  const one = sorted.findIndex(({ beta }) => beta === 1);
  if (one <= 0 || one === sorted.length - 1) return null;
  const sums = sorted.map(({ rate, distortion }) => rate + distortion);
  const rises = (from: number, to: number) => sums.slice(from, to).every((sum, i) => sum < sums[from + i + 1]!);
  const falls = (from: number, to: number) => sums.slice(from, to).every((sum, i) => sum > sums[from + i + 1]!);
  const last = sums.length - 1;
  if (rises(0, last)) return "up";
  if (falls(0, last)) return "down";
  return falls(0, one) && rises(one, last) ? "least" : null;
}

/**
 * Returns the point of a run's measured codes, with the settings of the step that led to these weights: a change at the step of the
 * measurement affects only later ones. Null: the model has no rate.
 */
export function ratePointOf(begun: RunConfig, { step, result: { rateBits, distortionNats } }: Measured<"codes">): RatePoint | null {
  if (rateBits === null || distortionNats === null) return null;
  const { model, seed, hyperparameters } = configAt(begun, step - 1);
  return {
    run: JSON.stringify([model, seed, hyperparameters]), model, beta: Number(hyperparameters["beta"]), latent: Number(hyperparameters["latent"]), step,
    rate: rateBits * Math.LN2, distortion: distortionNats,
  };
}

/** The most points that a chart can show; the oldest are dropped. */
const MAX_POINTS = 60;

/** Returns the points with this one, which replaces an earlier one of the same run. */
export const withPoint = (points: readonly RatePoint[], point: RatePoint): readonly RatePoint[] =>
  [...points.filter(({ run }) => run !== point.run), point].slice(-MAX_POINTS);
