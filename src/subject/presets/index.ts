/** All presets from the models' folders: by name and version, or the newest of each for the menu. */
import { models } from "../models/registry";
import { presetFolders } from "./folders";
import type { LectureHints, Preset } from "./preset";

export type { LectureHints, Preset };

const histories = models.flatMap(({ id }) => Object.entries(presetFolders[id] ?? {}).map(
  ([name, { lecture = {}, play = false, versions }]) => ({
    name, lecture, play, versions: versions.map((one, k): Preset => ({ name, version: k + 1, model: id, ...one })),
  }),
));

/** Every published version of every preset. */
export const published: readonly Preset[] = histories.flatMap(({ versions }) => versions);

/** The newest version of every preset, in the order of the menu. */
export const presets: readonly Preset[] = histories.map(({ versions }) => versions.at(-1)!);

/** The preset that an empty link opens. */
export const DEFAULT_PRESET = findPreset("first-vae")!;

/** Returns a preset, without a version the newest; undefined if there is none. */
export function findPreset(name: string, version?: number): Preset | undefined {
  return version === undefined
    ? presets.find((preset) => preset.name === name)
    : published.find((preset) => preset.name === name && preset.version === version);
}

/** Hints for lecture mode, by the preset's name. */
export const LECTURE_HINTS: ReadonlyMap<string, LectureHints> = new Map(histories.map(({ name, lecture }) => [name, lecture]));

/** The names of the presets that Play offers. */
export const PLAYABLE: ReadonlySet<string> = new Set(histories.filter(({ play }) => play).map(({ name }) => name));
