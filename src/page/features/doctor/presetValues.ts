/** The values of unchanged presets at some steps, with which changed runs are compared. `npm run quality -- doctor --table` writes them. */
import { lossColumns, type Model } from "../../../core/model/model";
import type { RunConfig } from "../../../core/run/runConfig";
import { dataOfRun } from "../../../subject/data/registry";
import type { PresetValues } from "../../../subject/measurements/readings";
import { findModel } from "../../../subject/models/registry";
import { changesFrom, startingPoint } from "../../state/changes";
import { isSameLoss } from "../../state/sameLoss";
import type { ConfigSlice } from "../../state/store";
import values from "./presetValues.json";

interface ValuesAtStep extends PresetValues {
  readonly step: number;
}

const known: Readonly<Record<string, readonly ValuesAtStep[]>> = values;

/**
 * Returns the values of the preset from which a run with the settings `config` differs, each at the last known step that is not after the step of the run's
 * losses or measured samples; undefined if there are none. Another seed alone is no difference. Samples of other data are not compared, and neither are
 * bounds on other likelihoods.
 */
export function presetValuesFor(preset: ConfigSlice["preset"], config: RunConfig, at: { readonly losses: number; readonly samples: number }): PresetValues | undefined {
  const model = findModel(config.model)!;
  const start = startingPoint(model, preset);
  if (!preset || start.kind !== "preset" || changesFrom(start, config).every(({ id }) => id === "seed")) return undefined;
  const ofPreset = { model: config.model, hyperparameters: start.hyperparameters };
  const upTo = (step: number) => known[`${preset.name}@${preset.version}`]?.findLast((one) => one.step <= step);
  const clear = dataOfRun(config).id === dataOfRun(ofPreset).id ? upTo(at.samples)?.clear : undefined;
  const bound = lossColumns(model).filter(({ id }) => isPartOfBound(model, id)).every(({ id }) => isSameLoss(id, config, ofPreset)) ? upTo(at.losses)?.bound : undefined;
  return clear === undefined && bound === undefined ? undefined : { ...(clear !== undefined && { clear }), ...(bound !== undefined && { bound }) };
}

const isPartOfBound = ({ objectives }: Model, column: string): boolean =>
  objectives.some(({ elbo, reconstruction, kl }) => elbo !== undefined && (reconstruction?.id === column || kl?.id === column));
