/** The settings that tell saved runs apart: a run's differences from its preset or its model's defaults, and from other runs with the same start. */
import { isFixed, isInUse, type Hyperparameter } from "../../core/model/hyperparameters";
import { isWritten } from "../../core/model/model";
import { changesMade, type Trait } from "../../core/run/liveChanges";
import { findModel } from "../../subject/models/registry";
import { startingPoint } from "./changes";
import type { KeptRun } from "./keptRuns";
import { parse, type ParsedLink } from "./urlCodec";

type Described = Pick<KeptRun, "fragment" | "model" | "step">;

/** A run up to a step, and the preset that it was opened from. */
interface Run extends Pick<ParsedLink, "config" | "preset"> {
  readonly step: number;
}

function settingsOf({ config, preset, step }: Run) {
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

function settingsOfKept({ fragment, model, step }: Described): ReturnType<typeof settingsOf> {
  const { preset, config } = parse(fragment);
  // The settings of a reader's program have names only while it is open, so a kept run of one has its seed.
  if (isWritten({ id: model })) return { start: model, settings: [{ id: "seed", values: [config.seed] }], isUsual: () => true };
  return settingsOf({ preset, config, step });
}

/** Returns the settings of an open run that differ from its preset or its model's defaults. */
export function ownTraits(run: Run): readonly Trait[] {
  const { settings, isUsual } = settingsOf(run);
  return settings.filter((one) => !isUsual(one));
}

/** Returns for each run the settings that differ from its start, and those in which runs with the same start differ. */
export function traitsOf(runs: readonly Described[]): readonly (readonly Trait[])[] {
  const all = runs.map(settingsOfKept);
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
