/** The presets in the models' folders. They are data alone, so that the poster of a frame can read them without the page's script. */
import type { Presets } from "./preset";

const found: Readonly<Record<string, Presets>> = import.meta.glob("../models/*/presets.ts", { eager: true, import: "presets" });

/** The presets of each model that has some, by the model's id. */
export const presetFolders: Readonly<Record<string, Presets>> = Object.fromEntries(
  Object.entries(found).map(([file, presets]) => [file.slice("../models/".length, -"/presets.ts".length), presets]),
);
