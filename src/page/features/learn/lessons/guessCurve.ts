/** The geometry of a drawn curve and a run's curve. Pure functions. */
import type { CurveQuestion } from "../../../../course/lessons/lesson";
import type { Guess } from "../../../../core/guesses";

/** The plot's size and ranges. */
export interface Axes {
  /** Size of the plot, in CSS pixels. */
  readonly width: number;
  readonly height: number;
  readonly from: number;
  readonly to: number;
  /** The value at the top; 0 is at the bottom. */
  readonly max: number;
}

/** Points as [step, value]. */
export type Points = readonly (readonly [number, number])[];

/** Returns the guess if it fits the question's points, otherwise null. */
export const curveFor = ({ at }: CurveQuestion, guess: Guess | null | undefined): readonly number[] | null =>
  (typeof guess === "object" && guess?.length === at.length ? guess : null);

/** Returns the horizontal position of a step, in pixels of the plot. */
export const left = ({ width, from, to }: Axes, step: number): number => (width * (step - from)) / (to - from);
/** Returns the vertical position of a value, in pixels of the plot. */
export const top = ({ height, max }: Axes, value: number): number => height * (1 - Math.min(1.05, value / max));

/** Returns an SVG path through the points. */
export const pathOf = (axes: Axes, points: Points): string =>
  points.map(([step, value], i) => `${i === 0 ? "M" : "L"}${left(axes, step).toFixed(1)},${top(axes, value).toFixed(1)}`).join("");

/** Returns the value of the point nearest to this step; null if there are no points. */
export function valueNear(points: Points, step: number): number | null {
  const next = points.reduce<Points[number] | null>((best, one) => (best && Math.abs(best[0] - step) <= Math.abs(one[0] - step) ? best : one), null);
  return next && next[1];
}

const STEPS_OF_VALUE = 100;
/** Returns the step of the sliders of a guess. */
export const valueStep = (max: number): number => max / STEPS_OF_VALUE;

/**
 * Returns the curve after a stroke between two places, in pixels of the plot. Every point that the stroke passes moves to the height at which
 * it passes, and the point nearest to the stroke's end moves to that end. The first point stays at the `known` value; null: it moves, too.
 */
export function drawn(
  axes: Axes, at: readonly number[], values: readonly number[], [x0, y0]: readonly [number, number], [x1, y1]: readonly [number, number], known: number | null = null,
): readonly number[] {
  const valueAt = (y: number) => {
    const unit = valueStep(axes.max);
    return Number((Math.round(Math.min(1, Math.max(0, 1 - y / axes.height)) * STEPS_OF_VALUE) * unit).toPrecision(6));
  };
  const places = at.map((step) => left(axes, step));
  const passed = places.flatMap((x, i) => (x >= Math.min(x0, x1) && x <= Math.max(x0, x1) ? [i] : []));
  const nearest = places.reduce((best, x, i) => (Math.abs(x - x1) < Math.abs(places[best]! - x1) ? i : best), 0);
  const heightAt = (x: number) => (x1 === x0 ? y1 : y0 + ((y1 - y0) * (x - x0)) / (x1 - x0));
  return values.map((value, i) => {
    if (i === 0 && known !== null) return known;
    if (i === nearest) return valueAt(y1);
    return passed.includes(i) ? valueAt(heightAt(places[i]!)) : value;
  });
}
