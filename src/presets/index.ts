/** Looking up presets: by name and version, or the newest of each for the menu. */
import type { Preset } from "./preset";
import { published, type PresetName } from "./published";

export type { Preset, PresetName };
export { published };

/** What an empty link opens. */
export const FIRST: PresetName = "first-vae";

/** The newest version of every preset, in the order of the menu. */
export const presets: readonly Preset<PresetName>[] = [...new Set(published.map(({ name }) => name))]
  .map((name) => newest(name)!);

function newest(name: string): Preset<PresetName> | undefined {
  return versionsOf(name).reduce<Preset<PresetName> | undefined>(
    (best, next) => (best && best.version > next.version ? best : next), undefined,
  );
}

function versionsOf(name: string): readonly Preset<PresetName>[] {
  return published.filter((preset) => preset.name === name);
}

export const isPresetName = (name: string): name is PresetName => versionsOf(name).length > 0;

/** Without a version: the newest. */
export function findPreset(name: PresetName): Preset<PresetName>;
export function findPreset(name: string, version?: number): Preset<PresetName> | undefined;
export function findPreset(name: string, version?: number): Preset<PresetName> | undefined {
  return version === undefined ? newest(name) : versionsOf(name).find((preset) => preset.version === version);
}
