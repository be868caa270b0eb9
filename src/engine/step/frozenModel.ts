/** A model with weights, for decoding, encoding and measuring; and how its weights are frozen while training continues. */
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { Step } from "../../core/run/ids";
import type { Model } from "../../core/model/model";
import type { Networks } from "../../core/model/network";
import type { Tensor2D } from "../../core/model/tf";
import { release, retain, type NetworkSpecs, type Tensors } from "./weights";

/** [n, …] each; results have n rows, too. */
export type Inputs = Readonly<Record<string, Tensor2D>>;
export type FunctionOfWeights = (networks: Networks, inputs: Inputs, h: HyperparameterValues) => Tensor2D;

/** Evaluates compiled functions of a run's weights. */
export interface Functions {
  /** The elements of the result, row by row; null if it has to be computed eagerly. Each name stands for one function. */
  compute(name: string, frozen: FrozenModel, inputs: Inputs, of: FunctionOfWeights): Promise<Float32Array> | null;
}

/** A model with its weights at one step. */
export interface FrozenModel {
  readonly model: Model;
  readonly specs: NetworkSpecs;
  readonly h: HyperparameterValues;
  readonly weights: Tensors;
  /** Compiled functions; absent while pictures are computed eagerly. */
  readonly functions?: Functions | undefined;
}

/** A frozen model and its step. A trainer has the same interface, but its weights change with each step. */
export type FrozenModelAtStep = FrozenModel & { readonly step: Step };

/** Freezes the current weights; `release` them afterwards. */
export const freeze = ({ model, specs, h, weights, functions }: FrozenModel): FrozenModel => ({ model, specs, h, functions, weights: retain(weights) });

/** Runs `work` on the frozen model, whose weights do not change meanwhile. Rejects as `work` does. */
export async function withWeights<Result>(run: FrozenModel, work: (frozen: FrozenModel) => Promise<Result>): Promise<Result> {
  const frozen = freeze(run);
  try {
    return await work(frozen);
  } finally {
    release(frozen.weights);
  }
}

/** Runs work in slices on a frozen model: the model is frozen at the first slice and released when the work ends or is cancelled. */
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
