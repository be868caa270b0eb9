/** Checks for the build (`vite.config.ts`) that folders of measurements are complete: files are collected by name, so the compiler cannot. */
import { existsSync, readdirSync } from "node:fs";
import path from "node:path";
import { LANGUAGES } from "../src/core/language.ts";

const OF_ALL = ["definition.ts"];
const OF_LISTED = ["facts.ts", ...LANGUAGES.map((language) => `texts.${language}.ts`)];
const OF_EPOCHS = LANGUAGES.map((language) => `beside.${language}.ts`);

/** The registered measurements by id: whether the list of measurements shows it, and whether it is made after each epoch. */
export type Registered = ReadonlyMap<string, { readonly listed: boolean; readonly ofEpochs: boolean }>;

/** Returns one sentence for each missing file in `folder` and in `measures`, and for each folder that the registry does not name. */
export function measurementFaults(folder: string, measures: string, registered: Registered): readonly string[] {
  const missing = [...registered].flatMap(([id, { listed, ofEpochs }]) => [...OF_ALL, ...(listed ? OF_LISTED : []), ...(ofEpochs ? OF_EPOCHS : [])]
    .filter((file) => !existsSync(path.join(folder, id, file))).map((file) => `The measurement ${id} has no ${file} in its folder.`));
  const uncomputed = [...registered.keys()].filter((id) => !existsSync(path.join(measures, id, "measure.ts"))).map((id) => `The measurement ${id} has no measure.ts in src/engine/measures/${id}.`);
  const unnamed = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory() && entry.name !== "shared" && !registered.has(entry.name));
  return [...missing, ...uncomputed, ...unnamed.map(({ name }) => `No line of registry.ts names the measurement of the folder ${name}.`)];
}
