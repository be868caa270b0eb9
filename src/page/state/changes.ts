/** Compares the current settings with those that the experiment started from: its preset's, or its model's defaults. */
import { defaultsOf, type HyperparameterValue, type HyperparameterValues } from "../../core/model/hyperparameters";
import type { Model } from "../../core/model/model";
import type { RunConfig } from "../../core/run/runConfig";
import { findPreset } from "../../subject/presets";
import type { ConfigSlice } from "./store";

export interface Change {
  /** A hyperparameter's id, or "seed". */
  readonly id: string;
  readonly from: HyperparameterValue;
  readonly to: HyperparameterValue;
}

export interface StartingSettings {
  readonly kind: "preset" | "defaults";
  readonly hyperparameters: HyperparameterValues;
  readonly seed: number | null;
}

/** Returns the settings of a preset, or a model's defaults. A preset that is older than one of its model's hyperparameters has that one's default. */
export function startingPoint(model: Model, preset: ConfigSlice["preset"]): StartingSettings {
  const found = preset ? findPreset(preset.name, preset.version) : undefined;
  const hyperparameters = { ...defaultsOf(model.hyperparameters), ...found?.hyperparameters };
  return found && found.model === model.id
    ? { kind: "preset", hyperparameters, seed: found.seed }
    : { kind: "defaults", hyperparameters: defaultsOf(model.hyperparameters), seed: null };
}

/** Returns the settings in which a configuration differs from its start, with the seed if the start has one. */
export function changesFrom(start: StartingSettings, config: RunConfig): readonly Change[] {
  const changes = Object.entries(config.hyperparameters).flatMap(([id, to]): Change[] => {
    const from = start.hyperparameters[id];
    return from === undefined || from === to ? [] : [{ id, from, to }];
  });
  if (start.seed !== null && start.seed !== config.seed) changes.push({ id: "seed", from: start.seed, to: config.seed });
  return changes;
}
