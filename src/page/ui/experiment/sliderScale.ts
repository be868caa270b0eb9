/**
 * Maps between a hyperparameter's values and slider positions. Linear sliders have equidistant stops; logarithmic ones stop at round numbers
 * (1, 1.2, 1.5, 2 … or powers of two and their midpoints), so that a reader can find 0.001 or 128 again.
 */
import type { Hyperparameter } from "../../../core/model/hyperparameters";

export type NumberSpec = Exclude<Hyperparameter, { kind: "choice" }>;

/** The stops of a slider and the position of a value between them. */
export interface SliderScale {
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** Value of the hyperparameter → position of the thumb. */
  position(value: number): number;
  value(position: number): number;
}

/** Preferred numbers: about equal steps of a decade. */
const DECADE = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8] as const;

/** Powers of two and their midpoints. */
function binaryStops(min: number, max: number): number[] {
  const stops = Array.from({ length: 32 }, (_, i) => (i % 2 ? 3 * 2 ** ((i - 1) / 2) : 2 * 2 ** (i / 2)));
  return stops.filter((stop) => stop > min && stop < max);
}

function decadeStops(min: number, max: number): number[] {
  const stops: number[] = [];
  for (let power = Math.floor(Math.log10(min)); power <= Math.log10(max); power++) {
    for (const digit of DECADE) stops.push(Number(`${digit}e${power}`));
  }
  return stops.filter((stop) => stop > min && stop < max);
}

function linearStep(spec: NumberSpec): number {
  const range = spec.max - spec.min;
  if (spec.kind === "int") return range <= 128 ? 1 : range <= 1024 ? 8 : 100;
  return 10 ** Math.floor(Math.log10(range / 100));
}

/** Returns the slider scale of a numeric hyperparameter. */
export function sliderScale(spec: NumberSpec): SliderScale {
  if (spec.scale === "linear") {
    const step = linearStep(spec);
    const clean = (value: number) => Number(value.toPrecision(12));
    return { min: spec.min, max: spec.max, step, position: (value) => value, value: clean };
  }
  const between = spec.kind === "int" ? binaryStops(spec.min, spec.max) : decadeStops(spec.min, spec.max);
  const stops = [spec.min, ...between, spec.max];
  return {
    min: 0,
    max: stops.length - 1,
    step: 1,
    position: (value) => nearest(stops, value),
    value: (position) => stops[Math.round(position)] ?? spec.default,
  };
}

/** Index of the stop with the smallest ratio to the value. */
function nearest(stops: readonly number[], value: number): number {
  const distance = (stop: number) => Math.abs(Math.log(stop / value));
  return stops.reduce((best, stop, i) => (distance(stop) < distance(stops[best]!) ? i : best), 0);
}
