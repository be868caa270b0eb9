/** The properties of a model that measurements depend on. */
import type { HyperparameterValues } from "./hyperparameters";
import type { Model, Objective } from "./model";
import type { Prior, PriorWithDensity } from "./prior";

/** An objective that is the negative of an evidence lower bound, with its parts. */
export type ElboObjective = Objective<unknown, HyperparameterValues> &
  Required<Pick<Objective<unknown, HyperparameterValues>, "elbo" | "kl" | "reconstruction">>;

const hasDensity = (prior: Prior): prior is PriorWithDensity => prior.kind !== "sampler";

/** Returns the model's ELBO objective, if it has one, and the prior whose density is part of the bound. */
export function elboOf({ objectives, prior }: Model): { readonly objective: ElboObjective; readonly prior: PriorWithDensity } | undefined {
  const objective = objectives.find((one): one is ElboObjective => Boolean(one.elbo && one.kl && one.reconstruction));
  return objective && hasDensity(prior) ? { objective, prior } : undefined;
}

/** Returns the settings under which the objective's forward draws one code for each image. */
export const oneDraw = ({ elbo }: Objective<unknown, HyperparameterValues>, h: HyperparameterValues): HyperparameterValues =>
  elbo?.settings?.(h) ?? h;

/** Returns whether the model may drop whole classes: models with an encoder pay for each image that they do not reconstruct. */
export const mayLeaveClassesOut = (model: Pick<Model, "encode">): boolean => model.encode === undefined;

/** Returns the name of the noise ε of z = μ + σ⊙ε, under settings of one draw for each image. */
export const codeNoise = ({ noise }: Model, h: HyperparameterValues): string | undefined =>
  Object.entries(noise(h)).find(([, { purpose, shape }]) => purpose === "eps" && shape[1] === Number(h["latent"]))?.[0];
