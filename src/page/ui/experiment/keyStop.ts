/**
 * The value that a key press leads to: the next stop of a logarithmic slider, every fifth stop of a linear one, and round numbers that grow by a
 * third to a half for weights, such as a β from 0 to 40, whose effect depends on their ratio.
 */
import { sliderScale, type NumberSpec } from "./sliderScale";

/** Stops that one key press moves on linear sliders, which have many. */
const STOPS_PER_PRESS = 5;
/** A linear setting from 0 to this much or more is a weight. */
const LEAST_LARGEST_WEIGHT = 10;
const DECADE = [1, 1.5, 2, 3, 4, 6, 8];

const isWeight = ({ kind, scale, min, max }: NumberSpec): boolean => kind === "real" && scale === "linear" && min === 0 && max >= LEAST_LARGEST_WEIGHT;

/** Returns 0, the round numbers from the slider's smallest step to its end, and the end. */
function weightStops({ max }: NumberSpec, step: number): readonly number[] {
  const powers = Array.from({ length: Math.ceil(Math.log10(max / step)) + 1 }, (_, k) => Math.round(Math.log10(step)) + k);
  return [0, ...powers.flatMap((power) => DECADE.map((digit) => Number(`${digit}e${power}`))).filter((stop) => stop < max), max];
}

/** Returns the value after one key press up (1) or down (−1). */
export function keyStop(spec: NumberSpec, value: number, by: 1 | -1): number {
  const { min, max, step, position, value: at } = sliderScale(spec);
  if (isWeight(spec)) {
    const stops = weightStops(spec, step);
    return (by > 0 ? stops.find((stop) => stop > value) : stops.findLast((stop) => stop < value)) ?? value;
  }
  const press = spec.scale === "linear" ? STOPS_PER_PRESS * step : step;
  const presses = (position(value) - min) / press;
  const next = by > 0 ? Math.floor(presses + 1 + 1e-9) : Math.ceil(presses - 1 - 1e-9);
  return at(Math.min(max, Math.max(min, min + next * press)));
}
