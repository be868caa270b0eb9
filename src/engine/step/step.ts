/**
 * One training step as a pure function with static shapes:
 * (weights, optimiser state, batch, noise, scalars) → (weights, optimiser state, term values).
 * Written once in plain tfjs for every model and backend. Nothing is drawn, read back or stored here.
 */
import { keep, stack, tidy, valueAndGrads, type Scalar, type Tensor, type Tensor1D } from "@tensorflow/tfjs-core";
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import { groupsOf, type Model, type ParameterGroup } from "../../core/model/model";
import { adamUpdate, factors, type AdamState } from "../device/adam";
import type { StepData } from "./stepData";
import { scalarNamed, scalarsOf, type StepScalars } from "./stepScalars";
import { tf } from "../device/tf";
import type { TrainState } from "./trainState";
import { bind, parametersOf, type NetworkSpecs, type Tensors } from "./weights";

/** Values that may change from step to step without changing the graph. */
export interface StepSettings {
  readonly scalars: StepScalars;
  /** The current hyperparameters, for what models compute in JavaScript. */
  readonly h: HyperparameterValues;
}

/** Returns the settings of step `t`, counted from 1. */
export const settingsAt = (model: Model, h: HyperparameterValues, t: number): StepSettings =>
  ({ scalars: scalarsOf(model, h, t), h });

export type StepResult = {
  readonly state: TrainState;
  /** [columns], in the order of `lossColumns`. */
  readonly losses: Tensor1D;
};

export type StepFunction = (state: TrainState, data: readonly StepData[], settings: StepSettings) => StepResult;

/** Returns the model's step as a function. `h` fixes shapes and structure; live settings are passed to each step. */
export function makeStep(model: Model, h: HyperparameterValues): StepFunction {
  const specs = model.networks(h);
  const trainedBy = model.objectives.map((_, index) => trainedParameters(model, specs, index));
  const updatesOf = model.objectives.map(({ repeats }) => repeats?.(h) ?? 1);

  return (before, data, settings) =>
    tidy(() => {
      let state = before;
      const losses: Scalar[] = [];
      updatesOf.forEach((updates, index) => {
        for (let update = 0; update < updates; update++) {
          const { weights } = model.objectives[index]!.atStepStart ? before : state;
          const derivatives = differentiate(model, specs, index, trainedBy[index]!, weights, data[update]!, settings);
          // The last update's losses are reported as the step's.
          if (update === updates - 1) losses.push(...derivatives.values);
          else derivatives.values.forEach((value) => value.dispose());
          state = updateParameters(model, index, update, trainedBy[index]!, state, derivatives, settings);
        }
      });
      state = { ...state, average: updateAverage(state, settings.scalars) };
      const stacked = stack(losses) as Tensor1D;
      losses.forEach((value) => value.dispose());
      return { state, losses: stacked };
    });
}

/** Applies the optimisers in the objective's `update`-th update, counted from 0. Call it within a `tidy`. */
export function updateParameters(
  model: Model, index: number, update: number, names: readonly string[], state: TrainState,
  { gradients, updates }: Derivatives, settings: StepSettings,
): TrainState {
  const { scalars, h } = settings;
  const { id, clip } = model.objectives[index]!;
  const groups = groupsOf(model, model.objectives[index]!, h).map((group) => ({
    ...group,
    adam: {
      ...factors({ ...group.optimiser, lr: 1, t: 1 }),
      rate: scalarNamed(scalars, `rate/${group.id}/${update}`),
      vScale: scalarNamed(scalars, `vScale/${group.id}/${update}`),
    },
  }));
  const bounded = boundGradients(model.objectives[index]!, gradients, settings);
  const limit = clip && scalarNamed(scalars, `clip/${id}`);
  const next = { ...state, weights: { ...state.weights, ...updates }, m: { ...state.m }, v: { ...state.v } };
  for (const name of names) {
    const group = groups.find(({ has }) => has(name, h));
    if (!group) throw new Error(`no parameter group of "${id}" has ${name}`);
    const before = { weight: state.weights[name]!, m: state.m[name]!, v: state.v[name]! };
    const { weight, m, v } = adamUpdate(...decayed(before, bounded[name]!, group, scalars), group.adam);
    next.weights[name] = limit === undefined ? weight : tf.clipByValue(weight, -limit, limit);
    next.m[name] = m;
    next.v[name] = v;
  }
  return next;
}

/** Applies the weight decay of a parameter group. Returns the weight and the gradient with which its optimiser makes the update. */
function decayed(before: AdamState, gradient: Tensor, { id, decay }: Pick<ParameterGroup<HyperparameterValues>, "id" | "decay">, scalars: StepScalars): readonly [AdamState, Tensor] {
  if (!decay) return [before, gradient];
  const scaled = tf.mul(before.weight, scalarNamed(scalars, `decay/${id}`));
  return decay.isDecoupled ? [{ ...before, weight: scaled }, gradient] : [before, tf.add(gradient, scaled)];
}

/** As in PyTorch's `clip_grad_norm_`. */
const BOUND_EPSILON = 1e-6;

/** Returns the gradients with norms within the objective's bounds. */
function boundGradients({ id, gradientBounds = [] }: Model["objectives"][number], gradients: Tensors, { scalars, h }: StepSettings): Tensors {
  return gradientBounds.reduce((before, { has }, i) => {
    const own = Object.entries(before).filter(([name]) => has(name, h));
    const squares = own.map(([, gradient]) => tf.sum(tf.square(gradient)));
    if (squares.length === 0) return before;
    const norm = tf.sqrt(squares.reduce((sum, one) => tf.add(sum, one)));
    const bound = scalarNamed(scalars, `bound/${id}/${i}`);
    const factor = tf.div(bound, tf.maximum(tf.add(norm, BOUND_EPSILON), bound));
    return { ...before, ...Object.fromEntries(own.map(([name, gradient]) => [name, tf.mul(gradient, factor)])) };
  }, gradients);
}

/** Moves each average a share of the way to its current weight. */
function updateAverage({ weights, average }: TrainState, scalars: StepScalars): Tensors {
  const moved = Object.entries(average).map(([name, before]) =>
    [name, tf.add(before, tf.mul(tf.sub(weights[name]!, before), scalarNamed(scalars, "averaging")))] as const);
  return Object.fromEntries(moved);
}

/** Returns the names of the parameters that an objective's optimiser updates: the trainable ones of the networks it minimises over. */
export function trainedParameters(model: Model, specs: NetworkSpecs, objective: number): readonly string[] {
  const { minimises } = model.objectives[objective]!;
  return parametersOf(specs)
    .filter(({ network, trainable }) => trainable && minimises.includes(network))
    .map(({ name }) => name);
}

export type Derivatives = {
  /** The objective's terms, then their total if there are several; tensors are kept and the caller disposes them. */
  readonly values: readonly Scalar[];
  readonly gradients: Tensors;
  /** Next values of layer state in the networks that are minimised over; tensors are kept and the caller disposes them. */
  readonly updates: Tensors;
};

/** Returns an objective's values and its gradients with respect to `names`. */
export function differentiate(
  model: Model, specs: NetworkSpecs, index: number, names: readonly string[], weights: Tensors,
  { noise, ...images }: StepData, settings: StepSettings,
): Derivatives {
  const objective = model.objectives[index]!;
  const updates = new Map<string, Tensor>();
  const values: Scalar[] = [];
  const loss = (...moving: Tensor[]): Scalar => {
    const live = { ...weights, ...Object.fromEntries(names.map((name, i) => [name, moving[i]!])) };
    const networks = bind(specs, live, "train", updates);
    const forward = objective.forward(tf, { networks, ...images, noise, h: settings.h });
    const { terms, total } = sumOfTerms(model, index, forward, settings);
    values.push(...[...terms, ...(terms.length > 1 ? [total] : [])].map(keep));
    return total;
  };
  const { grads } = valueAndGrads(loss)(names.map((name) => weights[name]!));
  const own = [...updates].filter(([name, value]) => {
    const moves = objective.minimises.includes(name.split("/")[0]!);
    if (!moves) value.dispose();
    return moves;
  });
  return {
    values,
    gradients: Object.fromEntries(names.map((name, i) => [name, grads[i]!])),
    updates: Object.fromEntries(own),
  };
}

/** Returns an objective's terms and their weighted sum. All totals are computed here. */
export function sumOfTerms(
  model: Model, objective: number, values: unknown, { h, scalars }: StepSettings,
): { terms: Scalar[]; total: Scalar } {
  const { terms } = model.objectives[objective]!;
  const each = terms.map((term) => term.value(tf, values, h));
  const weighted = each.map((value, i) => {
    const { id, weight } = terms[i]!;
    return weight ? tf.mul<Scalar>(value, scalarNamed(scalars, `weight/${id}`)) : value;
  });
  return { terms: each, total: weighted.reduce((sum, value) => tf.add<Scalar>(sum, value)) };
}
