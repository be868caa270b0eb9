/** Checks for the build (`vite.config.ts`) that folders of features are complete: files are collected by name, so the compiler cannot. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Preference, Traits } from "../src/core/slice";

/** The export by which each file is found. */
const EXPORTS = { "slots.tsx": "slots", "commands.ts": "commands", "start.ts": "start", "worker.ts": "commands", "program.ts": "serve" };
const TEXTS = ["texts.en.ts", "texts.zh-CN.ts"];

/** The slices of the registry, by feature. */
export type Slices = Readonly<Record<string, { readonly keys: object; readonly preferences?: object }>>;

const linkKeysOf = ({ keys }: Slices[string]) => Object.values(keys).flatMap(({ link = [] }: Traits<unknown>) => [link].flat().map(({ key }) => key));
const storedNamesOf = ({ preferences = {} }: Slices[string]) => Object.values(preferences).map(({ name }: Preference<unknown>) => name);

/** One sentence for each name that a second feature has. */
const clashes = (slices: Slices, what: string, namesOf: (slice: Slices[string]) => readonly string[]) =>
  Object.entries(slices).flatMap(([feature, slice], i, all) => all.slice(0, i).flatMap(([earlier, other]) =>
    namesOf(slice).filter((name) => namesOf(other).includes(name)).map((name) => `The features ${earlier} and ${feature} both have the ${what} ${name}.`)));

function faultsOf(folder: string, feature: string, slices: Slices): readonly string[] {
  const files = readdirSync(path.join(folder, feature));
  const shows = files.some((file) => file.endsWith(".tsx") && file !== "slots.tsx") || TEXTS.some((file) => files.includes(file));
  return [
    ...shows ? TEXTS.filter((file) => !files.includes(file)).map((file) => `The feature ${feature} has no ${file} in its folder.`) : [],
    ...files.includes("slice.ts") && !Object.hasOwn(slices, feature) ? [`The feature ${feature} has a slice.ts, but no line in registry.ts.`] : [],
    ...Object.entries(EXPORTS).filter(([file, name]) =>
      files.includes(file) && !new RegExp(`export (const|function) ${name}\\b`).test(readFileSync(path.join(folder, feature, file), "utf8")))
      .map(([file, name]) => `The file ${file} of the feature ${feature} does not export ${name}.`),
  ];
}

/** One sentence for each key that the browser remembers and that a link has, too. */
const overwritten = (slices: Slices) => Object.entries(slices).flatMap(([feature, { keys, preferences = {} }]) => Object.keys(preferences)
  .filter((name) => (keys as Readonly<Record<string, Traits<unknown>>>)[name]?.link)
  .map((name) => `The key ${name} of the feature ${feature} has a preference and a link key: a link without it would undo the reader's choice.`));

/** Returns one sentence for each missing file or export in `folder`, and for each key or name of the slices that another one would overwrite. */
export const featureFaults = (folder: string, slices: Slices): readonly string[] => [
  ...readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).flatMap(({ name }) => faultsOf(folder, name, slices)),
  ...clashes(slices, "link key", linkKeysOf), ...clashes(slices, "name in the browser's storage", storedNamesOf), ...overwritten(slices),
];
