/** Reads the stored results of the presets. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { presets } from "../../../src/subject/presets";
import type { PresetResult } from "./train";

export const FOLDER = "docs/data/presets";
export const PICTURES = "docs/pictures/presets";
export const PAGE = "docs/presets.md";

/** Returns the path of a preset's results. */
export const fileOf = (name: string): string => path.join(FOLDER, `${name}.json`);
/** Returns the path of an act's picture; acts count from 0. */
export const pictureOf = (name: string, act: number): string => path.join(PICTURES, `${name}-${act + 1}.png`);

/** Returns one result for each seed of every preset that was run; the pictures are of the first. */
export async function readResults(): Promise<ReadonlyMap<string, readonly PresetResult[]>> {
  const read = await Promise.all(presets.map(async ({ name }) => [name, await readOne(name)] as const));
  return new Map(read.flatMap(([name, results]) => (results ? [[name, results] as const] : [])));
}

async function readOne(name: string): Promise<readonly PresetResult[] | null> {
  try {
    return JSON.parse(await readFile(fileOf(name), "utf8")) as PresetResult[];
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
