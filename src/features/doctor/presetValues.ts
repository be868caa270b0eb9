/** The values of unchanged presets at some steps, with which changed runs are compared. `npm run quality -- doctor --table` writes them. */
import type { RunConfig } from "../../core/run/runConfig";
import type { PresetValues } from "../../measurements/readings";
import { findModel } from "../../models/registry";
import { changesFrom, startingPoint } from "../../state/changes";
import type { ConfigSlice } from "../../state/store";
import values from "./presetValues.json";

interface ValuesAtStep extends PresetValues {
  readonly step: number;
}

const known: Readonly<Record<string, readonly ValuesAtStep[]>> = values;

/**
 * Returns the values of the preset from which a run with the settings `config` differs, at the last known step that is not after this one; undefined if
 * there are none. Another seed alone is no difference.
 */
export function presetValuesFor(preset: ConfigSlice["preset"], config: RunConfig, step: number): PresetValues | undefined {
  const start = startingPoint(findModel(config.model)!, preset);
  if (!preset || start.kind !== "preset" || changesFrom(start, config).every(({ id }) => id === "seed")) return undefined;
  return known[`${preset.name}@${preset.version}`]?.findLast((one) => one.step <= step);
}
