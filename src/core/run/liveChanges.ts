/**
 * Settings that change during a run. A run's configuration has the initial values and the changes by step, so that the run
 * remains a function of it: its values at a step follow from these two alone.
 */
import type { HyperparameterValue, HyperparameterValues } from "../model/hyperparameters";
import type { LiveChange, RunConfig } from "./runConfig";

/**
 * The maximum number of changes of a run: links and files store all of them, and refuse more. A slider that is dragged while
 * training makes four a second.
 */
export const MAX_CHANGES = 1000;

/** A setting over a whole run, which tells it apart from others. */
export interface Trait {
  /** A hyperparameter's id, or "seed". */
  readonly id: string;
  /** The initial value, then those to which it was changed during the run. */
  readonly values: readonly HyperparameterValue[];
}

/** Returns changes as links have them: `300:beta=4,500:lr=0.0005`; "" for none. */
export const changesText = (changes: readonly LiveChange[]): string => changes.map(({ step, id, value }) => `${step}:${id}=${value}`).join();

/** Returns the hyperparameters for the step that follows `step`. `changes` are in the order of their steps. */
export function valuesAt({ hyperparameters, then = [] }: Pick<RunConfig, "hyperparameters" | "then">, step: number): HyperparameterValues {
  const made = then.filter((change) => change.step <= step);
  return made.length === 0 ? hyperparameters : { ...hyperparameters, ...Object.fromEntries(made.map(({ id, value }) => [id, value])) };
}

/**
 * Returns the configuration with one more change; later changes of that setting are dropped. At step 0 it is an initial value.
 */
export function withChange(begun: RunConfig, change: LiveChange): RunConfig {
  const { step, id, value } = change;
  const { then = [], ...rest } = begun;
  const others = then.filter((other) => other.id !== id || other.step < step);
  if (step === 0) return withThen({ ...rest, hyperparameters: { ...rest.hyperparameters, [id]: value } }, others);
  const same = valuesAt({ ...rest, then: others }, step)[id] === value;
  return withThen(rest, same ? others : [...others.filter((other) => other.step <= step), change, ...others.filter((other) => other.step > step)]);
}

/**
 * Returns the configuration after this many steps as initial values, without later changes and without the step where it began.
 */
export function configAt(begun: RunConfig, step: number): RunConfig {
  const { then: _, begin: __, ...rest } = begun;
  return { ...rest, hyperparameters: valuesAt(begun, step) };
}

/**
 * Returns the configuration of a run that continues from this step of another one: it drops the reader's later changes and
 * keeps scheduled ones.
 */
export const forkedAt = (begun: RunConfig, at: number): RunConfig =>
  withThen(begun, (begun.then ?? []).filter(({ step, byHand }) => step <= at || !byHand));

/**
 * Returns the configuration of a restart at step 0 with the present settings, `now`. Changes that were scheduled when the run
 * was opened happen again; a setting that the reader changed stays as it is now.
 */
export function restartOf(begun: RunConfig, now: RunConfig): RunConfig {
  const { then = [] } = begun;
  const byHand = new Set(then.filter((change) => change.byHand).map(({ id }) => id));
  const again = then.filter(({ id }) => !byHand.has(id));
  const initial = Object.fromEntries(again.map(({ id }) => [id, begun.hyperparameters[id]!]));
  return withThen({ ...now, hyperparameters: { ...now.hyperparameters, ...initial } }, again);
}

/** A change that has happened, with the previous value. */
export interface MadeChange extends LiveChange {
  readonly from: HyperparameterValue;
}

/** Returns the changes up to a step, in the order in which they happened. */
export function changesMade(begun: RunConfig, step: number): readonly MadeChange[] {
  const values: Record<string, HyperparameterValue> = { ...begun.hyperparameters };
  return (begun.then ?? []).filter((change) => change.step <= step).map((change) => {
    const from = values[change.id]!;
    values[change.id] = change.value;
    return { ...change, from };
  });
}

function withThen({ then: _, ...config }: RunConfig, then: readonly LiveChange[]): RunConfig {
  return then.length > 0 ? { ...config, then } : config;
}
