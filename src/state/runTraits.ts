/** The settings that tell saved runs apart: a run's differences from its preset or its model's defaults, and from other runs with the same start. */
import { isFixed, isInUse, type Hyperparameter } from "../core/model/hyperparameters";
import { changesMade, type Trait } from "../core/run/liveChanges";
import { findModel } from "../models/registry";
import { startingPoint } from "./changes";
import type { KeptRun } from "./keptRuns";
import { parse } from "./urlCodec";

function settingsOf({ fragment, step }: Pick<KeptRun, "fragment" | "step">) {
  const { preset, config } = parse(fragment);
  const model = findModel(config.model)!;
  const start = startingPoint(model, preset);
  const changes = changesMade(config, step);
  const settings = Object.entries<Hyperparameter>(model.hyperparameters)
    .filter(([, spec]) => isInUse(spec, config.hyperparameters) && !isFixed(spec))
    .map(([id]): Trait => ({ id, values: [
      id === "data" && config.own !== undefined ? config.own : config.hyperparameters[id]!, ...changes.filter((change) => change.id === id).map(({ value }) => value),
    ] }));
  return {
    start: start.kind === "preset" && preset ? `${preset.name}@${preset.version}` : model.id,
    settings: [...settings, { id: "seed", values: [config.seed] }],
    isUsual: ({ id, values }: Trait) => values.length === 1 && values[0] === (id === "seed" ? start.seed ?? config.seed : start.hyperparameters[id]),
  };
}

/** Returns for each run the settings that differ from its start, and those in which runs with the same start differ. */
export function traitsOf(runs: readonly Pick<KeptRun, "fragment" | "step">[]): readonly (readonly Trait[])[] {
  const all = runs.map(settingsOf);
  const seen = new Map<string, Set<string>>();
  const valuesSeen = (start: string, id: string) => {
    const key = `${start} ${id}`;
    const values = seen.get(key) ?? new Set();
    seen.set(key, values);
    return values;
  };
  for (const { start, settings } of all) for (const { id, values } of settings) valuesSeen(start, id).add(values.join());
  return all.map(({ start, settings, isUsual }) => settings.filter((one) => !isUsual(one) || valuesSeen(start, one.id).size > 1));
}
