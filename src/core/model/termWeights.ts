/** Compares the weights of an objective's terms under two settings. */
import type { HyperparameterValues } from "./hyperparameters";
import type { Model } from "./model";

/** Returns whether all terms have the same weights with both settings, in the step that follows `step`. */
export const haveSameWeights = ({ objectives }: Pick<Model, "objectives">, a: HyperparameterValues, b: HyperparameterValues, step: number): boolean =>
  a === b || objectives.every(({ terms }) => terms.every(({ weight }) => weight?.value(a, step) === weight?.value(b, step)));
