/** Which measurements say something of a model. */
import type { DataKind } from "./data";
import type { HyperparameterValues } from "./hyperparameters";
import { MEASUREMENT_IDS, type MeasurementId } from "./measurements";
import type { Model, Objective } from "./model";
import type { Prior, PriorWithDensity } from "./prior";

/** An objective that is the negative of an evidence lower bound, with its parts. */
export type ElboObjective = Objective<unknown, HyperparameterValues> &
  Required<Pick<Objective<unknown, HyperparameterValues>, "elbo" | "kl" | "reconstruction">>;

const hasDensity = (prior: Prior): prior is PriorWithDensity => prior.kind !== "sampler";

/** The model's, where it has one, and the prior whose density is part of that bound. */
export function elboOf({ objectives, prior }: Model): { readonly objective: ElboObjective; readonly prior: PriorWithDensity } | undefined {
  const objective = objectives.find((one): one is ElboObjective => Boolean(one.elbo && one.kl && one.reconstruction));
  return objective && hasDensity(prior) ? { objective, prior } : undefined;
}

/** The settings under which its forward draws one code for each image. */
export const oneDraw = ({ elbo }: Objective<unknown, HyperparameterValues>, h: HyperparameterValues): HyperparameterValues =>
  elbo?.settings?.(h) ?? h;

/** Models that encode pay for each image that they leave out; others may leave out whole classes. */
export const mayLeaveClassesOut = (model: Pick<Model, "encode">): boolean => model.encode === undefined;

/** What speaks of MNIST's digits. */
const OF_DIGITS: readonly MeasurementId[] = ["classes-found", "quantised-decoder", "augmentation", "translation"];
/** What asks the judge: the bundled one of MNIST, or one that is trained on the labels of own images. */
const OF_JUDGE: readonly MeasurementId[] = ["reconstructions", "class-accuracy", "class-histogram", "digit-fid"];
/** What asks for the classes of test images. */
const OF_LABELS: readonly MeasurementId[] = ["probe", "test-error"];

/** False: there is no such number for this model, trained on data of this kind. */
export function appliesTo(id: MeasurementId, model: Model, data: DataKind): boolean {
  if (data !== "image" && OF_DIGITS.includes(id)) return false;
  if (data !== "image" && data !== "own" && OF_JUDGE.includes(id)) return false;
  if (data === "unlabelled" && OF_LABELS.includes(id)) return false;
  switch (id) {
    case "k-sample-bound":
      return elboOf(model) !== undefined;
    case "codes":
    case "reconstructions":
    case "probe":
      return model.encode !== undefined;
    case "test-error":
      return model.classify !== undefined;
    case "imputation":
      return model.missing !== undefined;
    case "translation":
      return model.given !== undefined && !model.given.visible;
    case "class-accuracy":
      return model.conditional && !model.findsClasses;
    case "augmentation":
      return model.conditional && !model.findsClasses && model.given === undefined;
    case "classes-found":
      return model.findsClasses === true;
    case "class-histogram":
    case "digit-fid":
      return true;
    case "memorising":
      return data !== "points";
    case "divergences":
      return data === "points";
    case "quantised-decoder":
      return true;
    case "gradient-variance":
      return elboOf(model)?.objective.elbo.posterior !== undefined && !model.labelled;
    default:
      return id satisfies never;
  }
}

/** The noise that a code is drawn with, z = μ + σ⊙ε, under settings of one draw for each image. */
export const codeNoise = ({ noise }: Model, h: HyperparameterValues): string | undefined =>
  Object.entries(noise(h)).find(([, { purpose, shape }]) => purpose === "eps" && shape[1] === Number(h["latent"]))?.[0];

/** In the order of the list. */
export const measurementsOf = (model: Model, data: DataKind): readonly MeasurementId[] =>
  MEASUREMENT_IDS.filter((id) => appliesTo(id, model, data));
