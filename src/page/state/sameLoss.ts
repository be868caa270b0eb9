/** Compares the definitions of two runs' losses: losses that are defined differently are not subtracted, and not overlaid without a note. */
import { isInUse, type Hyperparameters, type HyperparameterValue } from "../../core/model/hyperparameters";
import { forSettings, lossColumns } from "../../core/model/model";
import { valuesAt } from "../../core/run/liveChanges";
import type { RunConfig } from "../../core/run/runConfig";
import { findModel } from "../../subject/models/registry";

type Run = Pick<RunConfig, "model" | "hyperparameters" | "own" | "then">;

/**
 * Returns whether this loss column, a term or a total, is defined equally in both runs in each of their first `steps` steps: by the same formula,
 * the same settings that define losses, and for a total the same weights. σ of a Gaussian is not among them, as its normaliser is part of the loss:
 * negative log-likelihoods of different σ can be compared. False if a run has no such column.
 */
export function isSameLoss(column: string, a: Run, b: Run, steps = Infinity): boolean {
  const bends = [a, b].flatMap(bendsOf).filter((step) => step < steps);
  return a.own === b.own && [...new Set([0, ...bends, steps - 1])].every((step) => isSameAfter(column, settingsAfter(a, step), settingsAfter(b, step), step));
}

/** Returns the steps at which a weight may change: those of changes of settings, and those that settings name, such as the end of a warm-up. */
const bendsOf = ({ model, hyperparameters, then = [] }: Run): readonly number[] => [
  ...then.map(({ step }) => step),
  ...Object.entries(tableOf({ model })).flatMap(([id, { unit }]) => (unit === "steps" ? [Number(hyperparameters[id])] : [])),
];

const settingsAfter = (run: Run, step: number): Run => ({ model: run.model, hyperparameters: valuesAt(run, step) });

/** Returns whether the column means the same in both runs at the step that follows `step`. */
function isSameAfter(column: string, a: Run, b: Run, step: number): boolean {
  const [first, second] = [definitionOf(column, a, step), definitionOf(column, b, step)];
  if (first === null || first !== second) return false;
  const terms = termsOf(column, a).map(({ id }) => id);
  const ids = [a, b].flatMap((run) => Object.entries(tableOf(run)).flatMap(([id, { definesLoss: of = [] }]) =>
    (of === true || of.some((term) => terms.includes(term)) ? [id] : [])));
  return ids.every((id) => settingOf(id, a, b) === settingOf(id, b, a));
}

/** Returns the formulas of a column's terms, with their weights in a total, as text; null if the run's model has no such column. */
function definitionOf(column: string, run: Run, step: number): string | null {
  const { hyperparameters: h } = run;
  const terms = termsOf(column, run);
  const isTerm = terms.some(({ id }) => id === column);
  return terms.length === 0 ? null : JSON.stringify(terms.map(({ tex, weight }) => [forSettings(tex, h), isTerm ? 1 : weight?.value(h, step) ?? 1]));
}

/** Returns a column's term, or all terms of a total; none if the run's model has no such column. */
function termsOf(id: string, { model: modelId }: Run) {
  const model = findModel(modelId);
  const column = model && lossColumns(model).find((one) => one.id === id);
  const objective = column && model.objectives.find((one) => one.id === column.objective);
  return objective?.terms.filter((term) => column?.kind === "total" || term.id === id) ?? [];
}

/** Returns the value of a setting. A model without it computes what the other model does with its default. */
function settingOf(id: string, run: Run, other: Run): HyperparameterValue | undefined {
  const spec = tableOf(run)[id];
  return spec && isInUse(spec, run.hyperparameters) ? run.hyperparameters[id] : (spec ?? tableOf(other)[id])?.default;
}

const tableOf = ({ model }: Pick<Run, "model">): Hyperparameters => findModel(model)?.hyperparameters ?? {};
