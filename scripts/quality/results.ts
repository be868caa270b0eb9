/** Reads the stored results of the runs. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { Results, type RunResults } from "../../src/subject/quality/targets";
import { RUNS } from "./folders";

export const FOLDER = "docs/data/quality";
export const PAGE = "docs/quality.md";

/** Returns the path of a run's results. */
export const fileOf = (name: string): string => path.join(FOLDER, `${name}.json`);

/** Returns the results of all runs that were made. */
export async function readResults(): Promise<Results> {
  return new Results((await Promise.all(RUNS.map(({ name }) => readRun(name)))).filter((run) => run !== null));
}

async function readRun(name: string): Promise<RunResults | null> {
  try {
    return JSON.parse(await readFile(fileOf(name), "utf8")) as RunResults;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}
