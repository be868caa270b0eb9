/**
 * The numbers of a step: all that changes from step to step without a change of the graph, computed in double precision
 * outside of it.
 */
import type { HyperparameterValues } from "../../core/hyperparameters";
import type { Model } from "../../core/model";
import { factors } from "../device/kernels/adam";

/**
 * By name. `weight/<term>`: the factor in front of a term. `rate/<objective>/<update>`, `vScale/<objective>/<update>`:
 * the optimiser's, see `AdamFactors`; updates count from 0. `clip/<objective>`: the limit of its weights. `averaging`: the share of
 * the way that averages of weights move.
 */
export type StepScalars = Readonly<Record<string, number>>;

/** Averages remember about so many steps; fewer at first, a ninth of those that were made, so that the start is soon forgotten. */
const AVERAGING_STEPS = 1000;

/** The numbers of step `t`, 1 for the first. `h`: the hyperparameters as they stand. */
export function scalarsOf(model: Model, h: HyperparameterValues, t: number): StepScalars {
  const numbers: Record<string, number> = { averaging: Math.max(1 / AVERAGING_STEPS, 9 / (9 + t)) };
  for (const { id, terms, repeats, rate, clip, optimiser = model.optimiser } of model.objectives) {
    for (const term of terms) if (term.weight) numbers[`weight/${term.id}`] = term.weight.value(h, t - 1);
    const updates = repeats?.(h) ?? 1;
    const lr = Number(h["lr"]) * (rate?.(h, t - 1) ?? 1);
    for (let update = 0; update < updates; update++) {
      const adam = factors({ ...optimiser, lr, t: (t - 1) * updates + update + 1 });
      numbers[`rate/${id}/${update}`] = adam.rate;
      numbers[`vScale/${id}/${update}`] = adam.vScale;
    }
    if (clip) numbers[`clip/${id}`] = clip(h, t - 1);
  }
  return numbers;
}

/** Throws where the step has no number of this name. */
export function scalarNamed(numbers: StepScalars, name: string): number {
  const number = numbers[name];
  if (number === undefined) throw new Error(`the step was given no number "${name}"`);
  return number;
}
