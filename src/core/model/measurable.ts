/** The properties of a model that measurements depend on. */
import type { HyperparameterValues } from "./hyperparameters";
import type { Model, Objective } from "./model";
import type { Networks } from "./network";
import type { Prior, PriorWithDensity } from "./prior";
import type { Scalar, Tf } from "./tf";

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

/** Returns whether the forward draws one code for each image under all settings; a tighter bound draws several. */
export const drawsOneCode = ({ elbo }: ElboObjective): boolean => elbo.settings === undefined;

/**
 * Returns −ELBO of the values of a forward that draws one code for each image: D + R in nats per image, a mean over the batch, whatever the
 * weights of terms are. Kingma & Welling 2013, eq. 3.
 */
export function negativeElboOf(
  tf: Tf, { objective, prior }: NonNullable<ReturnType<typeof elboOf>>, networks: Networks, values: unknown, h: HyperparameterValues,
): Scalar {
  const { elbo, reconstruction } = objective;
  const posterior = elbo.posterior?.(values);
  const rate = prior.kind === "standard-normal" && posterior?.logVar
    ? prior.klFrom(tf, { mu: posterior.mu, logVar: posterior.logVar })
    : tf.mean(tf.sub(elbo.logPosterior(tf, values), prior.logDensity(tf, networks, elbo.code(values), h))) as Scalar;
  return tf.add(reconstruction.value(tf, values, h), rate);
}

/** Returns whether the model draws samples that may lack whole classes: models with an encoder pay for each image that they do not reconstruct. */
export const mayLeaveClassesOut = ({ encode, drawsNothing }: Pick<Model, "encode" | "drawsNothing">): boolean => encode === undefined && !drawsNothing;

/** Returns the name of the noise ε of z = μ + σ⊙ε, under settings of one draw for each image. */
export const codeNoise = ({ noise }: Model, h: HyperparameterValues): string | undefined =>
  Object.entries(noise(h)).find(([, { purpose, shape }]) => purpose === "eps" && shape[1] === Number(h["latent"]))?.[0];
