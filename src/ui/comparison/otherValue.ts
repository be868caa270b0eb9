/** A value to begin with where a setting is to differ: far enough to see something. */
import type { Hyperparameter, HyperparameterValue } from "../../core/model/hyperparameters";

/** Four times as much, or a quarter where that is too much. */
const FACTOR = 4;

/** The default where the first run has another value; else another value. */
export function otherValue(spec: Hyperparameter, value: HyperparameterValue): HyperparameterValue {
  if (value !== spec.default) return spec.default;
  if (spec.kind === "choice") return spec.options.find((option) => option !== value) ?? value;
  const number = Number(value);
  const [more, less] = [number * FACTOR, number / FACTOR];
  const other = number === 0 ? spec.max / 10 : more <= spec.max ? more : Math.max(spec.min, less);
  return spec.kind === "int" ? Math.round(other) : Number(other.toPrecision(4));
}
