/** Where a key takes a setting: to the next stop of its slider, on linear sliders to every fifth. */
import { sliderScale, type NumberSpec } from "./sliderScale";

/** Keys are pressed fewer times than a slider has stops. */
const STOPS_A_PRESS = 5;

export function keyStop(spec: NumberSpec, value: number, by: 1 | -1): number {
  const { min, max, step, position, value: at } = sliderScale(spec);
  const press = spec.scale === "linear" ? STOPS_A_PRESS * step : step;
  const presses = (position(value) - min) / press;
  const next = by > 0 ? Math.floor(presses + 1 + 1e-9) : Math.ceil(presses - 1 - 1e-9);
  return at(Math.min(max, Math.max(min, min + next * press)));
}
