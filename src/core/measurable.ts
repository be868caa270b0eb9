/** Which measurements say something of a model. */
import type { HyperparameterValues } from "./hyperparameters";
import { MEASUREMENT_IDS, type MeasurementId } from "./measurements";
import type { Model, Objective } from "./model";

/** The objective whose terms are the two of an ELBO, where there is one. */
export function elboOf(model: Model): Objective<unknown, HyperparameterValues> | undefined {
  return model.objectives.find(({ terms }) => ["reconstruction", "kl"].every((id) => terms.some((term) => term.id === id)));
}

/** False: there is no such number for this model. */
export function appliesTo(id: MeasurementId, model: Model): boolean {
  switch (id) {
    case "k-sample-bound":
      return elboOf(model) !== undefined && "eps" in model.noise({ batch: 1, latent: 1 });
    case "codes":
    case "reconstructions":
    case "probe":
      return model.encode !== undefined;
    case "class-accuracy":
      return model.conditional;
    case "class-histogram":
    case "digit-fid":
    case "memorising":
      return true;
    default:
      return id satisfies never;
  }
}

/** In the order of the list. */
export const measurementsOf = (model: Model): readonly MeasurementId[] =>
  MEASUREMENT_IDS.filter((id) => appliesTo(id, model));
