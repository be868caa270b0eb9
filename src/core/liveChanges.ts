/**
 * Settings that take another value in mid-run. A run's configuration says what it begins with and what changes when, so that
 * the run stays a function of it: its values at a step follow from these two alone.
 */
import type { HyperparameterValue, HyperparameterValues } from "./hyperparameters";
import type { LiveChange, RunConfig } from "./runConfig";

/** A run has so many changes at most: links and files say all of them, and refuse more. A slider that is dragged in training makes four a second. */
export const MAX_CHANGES = 1000;

/** Hyperparameters for the step that follows `step`. `changes`: in the order of their steps. */
export function valuesAt({ hyperparameters, then = [] }: Pick<RunConfig, "hyperparameters" | "then">, step: number): HyperparameterValues {
  const made = then.filter((change) => change.step <= step);
  return made.length === 0 ? hyperparameters : { ...hyperparameters, ...Object.fromEntries(made.map(({ id, value }) => [id, value])) };
}

/** The configuration with one more change; what was to happen to that setting later is given up. At step 0 it begins so. */
export function withChange(begun: RunConfig, change: LiveChange): RunConfig {
  const { step, id, value } = change;
  const { then = [], ...rest } = begun;
  const others = then.filter((other) => other.id !== id || other.step < step);
  if (step === 0) return withThen({ ...rest, hyperparameters: { ...rest.hyperparameters, [id]: value } }, others);
  const same = valuesAt({ ...rest, then: others }, step)[id] === value;
  return withThen(rest, same ? others : [...others.filter((other) => other.step <= step), change, ...others.filter((other) => other.step > step)]);
}

/** The configuration as it stands after so many steps, without what is still to change and where it began. */
export function standingAt(begun: RunConfig, step: number): RunConfig {
  const { then: _, begin: __, ...rest } = begun;
  return { ...rest, hyperparameters: valuesAt(begun, step) };
}

/** A run that goes on from this step of another one: what was changed by hand after it has not happened, what was laid down still will. */
export const forkedAt = (begun: RunConfig, at: number): RunConfig =>
  withThen(begun, (begun.then ?? []).filter(({ step, byHand }) => step <= at || !byHand));

/**
 * What a restart begins with, at step 0: `now`, the settings as they stand. What was laid down when the run was opened happens again;
 * what the reader changed by hand is a setting like any other.
 */
export function restartOf(begun: RunConfig, now: RunConfig): RunConfig {
  const { then = [] } = begun;
  const byHand = new Set(then.filter((change) => change.byHand).map(({ id }) => id));
  const again = then.filter(({ id }) => !byHand.has(id));
  const initial = Object.fromEntries(again.map(({ id }) => [id, begun.hyperparameters[id]!]));
  return withThen({ ...now, hyperparameters: { ...now.hyperparameters, ...initial } }, again);
}

/** A change that has been made, with the value before it. */
export interface MadeChange extends LiveChange {
  readonly from: HyperparameterValue;
}

/** In the order in which they were made. */
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
