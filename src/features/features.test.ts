/** Conventions for the folder of a feature. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import type { Traits } from "../core/slice";
import { experimentKeys } from "../state/link/experiment";
import { openingKeys, pageKeys } from "../state/link/page";
import { viewKeys } from "../state/link/view";
import { slices } from "./registry";

const here = import.meta.dirname;
const folders = readdirSync(here, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
const filesOf = (folder: string) => readdirSync(path.join(here, folder));

describe.each(folders)("%s", (folder) => {
  const files = filesOf(folder);

  it("is in the registry if it has a slice", () => {
    expect(Object.hasOwn(slices, folder)).toBe(files.includes("slice.ts"));
  });

  it("has texts in both languages if it shows anything", () => {
    const shows = files.some((file) => file.endsWith(".tsx") && file !== "slots.tsx");
    expect(["texts.en.ts", "texts.zh-CN.ts"].filter((file) => files.includes(file))).toHaveLength(shows ? 2 : 0);
  });

  it("has slots, start, commands and a program under the file names by which they are found", () => {
    for (const [file, name] of [["slots.tsx", "slots"], ["start.ts", "start"], ["worker.ts", "commands"], ["program.ts", "serve"]] as const) {
      if (files.includes(file)) expect(readFileSync(path.join(here, folder, file), "utf8")).toMatch(new RegExp(`export (const|function) ${name}\\b`));
    }
  });
});

it("has link keys that neither the page nor another feature uses", () => {
  const traits = Object.values(slices).flatMap(({ keys }): Traits<unknown>[] => Object.values(keys));
  const ofFeatures = traits.flatMap(({ link = [] }) => [link].flat().map(({ key }) => key));
  const all = [...ofFeatures, ...Object.keys({ ...experimentKeys, ...pageKeys, ...viewKeys, ...openingKeys })];
  expect(all.filter((key, i) => all.indexOf(key) !== i)).toEqual([]);
});
