/**
 * The scalars of a step: term weights, learning rates and other values that change from step to step without changing the
 * graph. They are computed in double precision outside of it.
 */
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import { groupsOf, type Model } from "../../core/model/model";
import { factors } from "../device/adam";

/**
 * Scalars by name. `weight/<term>` is the factor in front of a term. `rate/<group>/<update>` and `vScale/<group>/<update>`
 * belong to the optimiser of a parameter group (see `AdamFactors`); updates count from 0. `decay/<group>` is the factor λ of
 * weight decay, or 1 − lr·λ if it is decoupled. `bound/<objective>/<number>` is a bound on the norm of gradients. `clip/<objective>` is the limit of weights. `averaging` is the
 * share of the way that averages of weights move.
 */
export type StepScalars = Readonly<Record<string, number>>;

/** Averages cover about this many steps; at first fewer, a ninth of those made so far, so that the initial weights soon drop out. */
const AVERAGING_STEPS = 1000;

/** Returns the scalars of step `t`, counted from 1. `h`: the current hyperparameters. */
export function scalarsOf(model: Model, h: HyperparameterValues, t: number): StepScalars {
  const scalars: Record<string, number> = { averaging: Math.max(1 / AVERAGING_STEPS, 9 / (9 + t)) };
  for (const objective of model.objectives) {
    const { id, terms, repeats, clip, gradientBounds = [] } = objective;
    for (const term of terms) if (term.weight) scalars[`weight/${term.id}`] = term.weight.value(h, t - 1);
    const updates = repeats?.(h) ?? 1;
    gradientBounds.forEach((bound, i) => { scalars[`bound/${id}/${i}`] = bound.value(h, t - 1); });
    for (const { id: group, optimiser, rate, decay } of groupsOf(model, objective, h)) {
      const lr = Number(h["lr"]) * (rate?.(h, t - 1) ?? 1);
      const factor = decay?.value(h, t - 1);
      if (factor !== undefined) scalars[`decay/${group}`] = decay?.isDecoupled ? 1 - lr * factor : factor;
      for (let update = 0; update < updates; update++) {
        const adam = factors({ ...optimiser, lr, t: (t - 1) * updates + update + 1 });
        scalars[`rate/${group}/${update}`] = adam.rate;
        scalars[`vScale/${group}/${update}`] = adam.vScale;
      }
    }
    if (clip) scalars[`clip/${id}`] = clip(h, t - 1);
  }
  return scalars;
}

/** Throws if the step has no scalar of this name. */
export function scalarNamed(scalars: StepScalars, name: string): number {
  const scalar = scalars[name];
  if (scalar === undefined) throw new Error(`the step has no scalar "${name}"`);
  return scalar;
}
