/** A model with weights, to decode, encode and measure with; and how it keeps the ones it has while training goes on. */
import type { HyperparameterValues } from "../../core/hyperparameters";
import type { Step } from "../../core/ids";
import type { Model } from "../../core/model";
import type { Networks } from "../../core/network";
import type { Tensor2D } from "../../core/tf";
import { release, retain, type NetworkSpecs, type Tensors } from "./weights";

/** Each input has n rows, and so has the result. */
export type Inputs = Readonly<Record<string, Tensor2D>>;
export type FunctionOfWeights = (networks: Networks, inputs: Inputs, h: HyperparameterValues) => Tensor2D;

/** Computes functions of a run's weights in another way than operation by operation. */
export interface Functions {
  /** The numbers of the result, row by row; null where it has to be computed eagerly. One function for each name. */
  compute(name: string, frozen: FrozenModel, inputs: Inputs, of: FunctionOfWeights): Promise<Float32Array> | null;
}

/** A model with its weights at one moment. */
export interface FrozenModel {
  readonly model: Model;
  readonly specs: NetworkSpecs;
  readonly h: HyperparameterValues;
  readonly weights: Tensors;
  /** Where pictures are not computed eagerly. */
  readonly functions?: Functions | undefined;
}

/** The same, and how many steps had been made then. A trainer is one whose weights move on: it is as it stands when it is looked at. */
export type FrozenModelAtStep = FrozenModel & { readonly step: Step };

/** As it stands now, for as long as it is kept. `release` its weights afterwards. */
export const freeze = ({ model, specs, h, weights, functions }: FrozenModel): FrozenModel => ({ model, specs, h, functions, weights: retain(weights) });

/** What `work` makes of the model as it stands now, however its weights move meanwhile. */
export async function withWeights<Result>(run: FrozenModel, work: (frozen: FrozenModel) => Promise<Result>): Promise<Result> {
  const frozen = freeze(run);
  try {
    return await work(frozen);
  } finally {
    release(frozen.weights);
  }
}

/** The same for work in slices; as it stands at the first of them. The weights are let go of when it is ended, too. */
export async function* slicesWithWeights<Slice, Result>(
  run: FrozenModel, work: (frozen: FrozenModel) => AsyncGenerator<Slice, Result, void>,
): AsyncGenerator<Slice, Result, void> {
  const frozen = freeze(run);
  try {
    return yield* work(frozen);
  } finally {
    release(frozen.weights);
  }
}
