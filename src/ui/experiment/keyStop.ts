/** The value that a key press leads to: the next stop of the slider, or every fifth stop on linear sliders. */
import { sliderScale, type NumberSpec } from "./sliderScale";

/** Stops that one key press moves on linear sliders, which have many. */
const STOPS_PER_PRESS = 5;

/** Returns the value after one key press up (1) or down (−1). */
export function keyStop(spec: NumberSpec, value: number, by: 1 | -1): number {
  const { min, max, step, position, value: at } = sliderScale(spec);
  const press = spec.scale === "linear" ? STOPS_PER_PRESS * step : step;
  const presses = (position(value) - min) / press;
  const next = by > 0 ? Math.floor(presses + 1 + 1e-9) : Math.ceil(presses - 1 - 1e-9);
  return at(Math.min(max, Math.max(min, min + next * press)));
}
