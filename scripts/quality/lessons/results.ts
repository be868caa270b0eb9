/** Reads the stored results of the lessons, and the claims in their folders. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { LESSON_IDS, type LessonId } from "../../../src/course/lessons/ids";
import type { Play } from "../../../src/subject/quality/claims";
import type { PresetResult } from "../presets/train";

export const FOLDER = "docs/data/lessons";
export const PAGE = "docs/lessons.md";

/** Returns the path of a lesson's results. */
export const fileOf = (id: LessonId): string => path.join(FOLDER, `${id}.json`);

const files: Readonly<Record<string, readonly Play[]>> = import.meta.glob("../../../src/course/lessons/*/quality.ts", { eager: true, import: "plays" });

/** Returns the runs and claims of a lesson. Throws if its folder has none. */
export function playsOf(id: LessonId): readonly Play[] {
  const plays = files[`../../../src/course/lessons/${id}/quality.ts`];
  if (!plays) throw new Error(`src/course/lessons/${id}/quality.ts is missing.`);
  return plays;
}

/** Returns the results of every lesson that was run: for each play, one result for each seed. */
export async function readResults(): Promise<ReadonlyMap<LessonId, readonly (readonly PresetResult[])[]>> {
  const read = await Promise.all(LESSON_IDS.map(async (id) => [id, await readOne(id)] as const));
  return new Map(read.flatMap(([id, results]) => (results ? [[id, results] as const] : [])));
}

async function readOne(id: LessonId): Promise<readonly (readonly PresetResult[])[] | null> {
  try {
    return JSON.parse(await readFile(fileOf(id), "utf8")) as PresetResult[][];
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
