/** The first value offered for a setting that is to differ: far enough from the first run's value to see an effect. */
import type { Hyperparameter, HyperparameterValue } from "../../../core/model/hyperparameters";

/** The offered value is this many times the first run's, or that fraction of it if the product is too large. */
const FACTOR = 4;

/** Returns the default, if the first run has another value; otherwise a different value. */
export function otherValue(spec: Hyperparameter, value: HyperparameterValue): HyperparameterValue {
  if (value !== spec.default) return spec.default;
  if (spec.kind === "choice") return spec.options.find((option) => option !== value) ?? value;
  const number = Number(value);
  const [more, less] = [number * FACTOR, number / FACTOR];
  const other = number === 0 ? spec.max / 10 : more <= spec.max ? more : Math.max(spec.min, less);
  return spec.kind === "int" ? Math.round(other) : Number(other.toPrecision(4));
}
