/**
 * One training step as a pure function with static shapes:
 * (weights, optimiser state, batch, noise, numbers) → (weights, optimiser state, term values).
 * Written once in plain tfjs for every model and backend. Nothing is drawn, read back or remembered here.
 */
import { keep, stack, tidy, valueAndGrads, type Scalar, type Tensor, type Tensor1D } from "@tensorflow/tfjs-core";
import type { HyperparameterValues } from "../core/hyperparameters";
import type { Batch, Model } from "../core/model";
import type { Tensor2D } from "../core/tf";
import { adamUpdate } from "./kernels/adam";
import { tf } from "./tf";
import { bind, parametersOf, type Tensors } from "./weights";

/** Everything a step changes. */
export type TrainState = {
  readonly weights: Tensors;
  /** First and second moments of Adam, by the name of the parameter. */
  readonly m: Tensors;
  readonly v: Tensors;
};

export interface StepData {
  readonly batch: Batch;
  readonly noise: Readonly<Record<string, Tensor2D>>;
}

/** The numbers that may change from step to step without a change of the graph. */
export interface StepNumbers {
  /** 1 for the first step. */
  readonly t: number;
  readonly lr: number;
  /** The hyperparameters as they stand; weights of terms are computed from them. */
  readonly h: HyperparameterValues;
}

export type StepResult = {
  readonly state: TrainState;
  /** [columns], in the order of `lossColumns`. */
  readonly losses: Tensor1D;
};

export type StepFunction = (state: TrainState, data: StepData, numbers: StepNumbers) => StepResult;

/** `h` fixes shapes and structure; live settings are taken anew at each step. */
export function makeStep(model: Model, h: HyperparameterValues): StepFunction {
  const specs = model.networks(h);
  const parameters = parametersOf(specs);
  const movedBy = model.objectives.map(({ minimises }) =>
    parameters.filter(({ network, trainable }) => trainable && minimises.includes(network)).map(({ name }) => name),
  );

  return (before, { batch, noise }, numbers) =>
    tidy(() => {
      let { weights, m, v } = before;
      const losses: Scalar[] = [];
      model.objectives.forEach((objective, index) => {
        const names = movedBy[index]!;
        const updates = new Map<string, Tensor>();
        const reported: Scalar[] = [];
        const loss = (...moving: Tensor[]): Scalar => {
          const live = { ...weights, ...Object.fromEntries(names.map((name, i) => [name, moving[i]!])) };
          const networks = bind(specs, live, "train", updates);
          const values = objective.forward(tf, { networks, batch, noise, h: numbers.h });
          const { terms, total } = sumOfTerms(model, index, values, numbers);
          reported.push(...[...terms, ...(terms.length > 1 ? [total] : [])].map(keep));
          return total;
        };
        const { grads } = valueAndGrads(loss)(names.map((name) => weights[name]!));
        losses.push(...reported);

        const rate = numbers.lr * (objective.rate?.(numbers.h) ?? 1);
        const next = { weights: { ...weights }, m: { ...m }, v: { ...v } };
        names.forEach((name, i) => {
          const moved = adamUpdate(
            { weight: weights[name]!, m: m[name]!, v: v[name]! }, grads[i]!,
            { ...model.adam, lr: rate, t: numbers.t },
          );
          next.weights[name] = moved.weight;
          next.m[name] = moved.m;
          next.v[name] = moved.v;
        });
        for (const [name, value] of updates) {
          if (objective.minimises.includes(name.split("/")[0]!)) next.weights[name] = value;
          else value.dispose();
        }
        ({ weights, m, v } = next);
      });
      const values = stack(losses) as Tensor1D;
      losses.forEach((value) => value.dispose());
      return { state: { weights, m, v }, losses: values };
    });
}

/** An objective's terms and their weighted sum; the one place where a total comes from. */
export function sumOfTerms(
  model: Model, objective: number, values: unknown, { h, t }: Pick<StepNumbers, "h" | "t">,
): { terms: Scalar[]; total: Scalar } {
  const { terms } = model.objectives[objective]!;
  const each = terms.map((term) => term.value(tf, values, h));
  const weightedTerms = each.map((value, i) => {
    const weight = terms[i]!.weight;
    return weight ? tf.mul<Scalar>(value, weight.value(h, t - 1)) : value;
  });
  return { terms: each, total: weightedTerms.reduce((sum, value) => tf.add<Scalar>(sum, value)) };
}
