/** Reads the stored results of the exercises' solved programs. */
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { sha256 } from "@noble/hashes/sha2.js";
import { bytesToHex, utf8ToBytes } from "@noble/hashes/utils.js";
import { solved } from "../../../src/course/exercises/solved";
import { filesOf } from "../../../src/course/exercises/allFiles";
import { EXERCISE_IDS, type ExerciseId } from "../../../src/course/exercises/ids";
import { exercises } from "../../../src/course/exercises/registry";

export const FOLDER = "docs/data/exercises";
export const PAGE = "docs/exercises.md";

/** What the solved program reaches. */
export interface ExerciseResult {
  /** SHA-256 of the solved program. */
  readonly program: string;
  /** The day, as in 2026-11-27. */
  readonly measured: string;
  readonly until: number;
  /** The values of each quantity of the conditions, one for each seed. */
  readonly values: Readonly<Record<string, readonly number[]>>;
}

/** The seeds of the runs. */
export const SEEDS = [1, 2, 3];

/** Returns the path of an exercise's results. */
export const fileOf = (id: ExerciseId): string => path.join(FOLDER, `${id}.json`);

export const checksumOf = (program: string): string => bytesToHex(sha256(utf8ToBytes(program)));

/** Returns the results of an exercise; null if it was not run since its program or the step of its conditions changed. */
export function resultOf(id: ExerciseId): ExerciseResult | null {
  if (!existsSync(fileOf(id))) return null;
  const result = JSON.parse(readFileSync(fileOf(id), "utf8")) as ExerciseResult;
  const { training: { until, conditions } } = exercises[id];
  const isCurrent = result.program === checksumOf(solved(filesOf(id))) && result.until === until && conditions.every(({ what }) => result.values[what]?.length === SEEDS.length);
  return isCurrent ? result : null;
}

/** Returns the results of all exercises that have current ones. */
export const readResults = (): ReadonlyMap<ExerciseId, ExerciseResult> =>
  new Map(EXERCISE_IDS.flatMap((id) => {
    const result = resultOf(id);
    return result ? [[id, result] as const] : [];
  }));
