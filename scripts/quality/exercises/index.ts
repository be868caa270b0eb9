/**
 * `npm run quality -- exercises [NAME …]` trains the solved programs of all or some exercises from three seeds, and writes the results to
 * docs/data/exercises and docs/exercises.md.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { holds } from "../../../src/core/threshold";
import { diskDataset, diskJudge } from "../../../src/engine/measurements/testing";
import { useBackend } from "../../../src/engine/testing";
import { filesOf } from "../../../src/course/exercises/allFiles";
import { EXERCISE_IDS, type ExerciseId } from "../../../src/course/exercises/ids";
import { exercises } from "../../../src/course/exercises/registry";
import { solved } from "../../../src/course/exercises/solved";
import type { MeasurementContext } from "../presets/quantities";
import { page } from "./page";
import { checksumOf, fileOf, FOLDER, PAGE, readResults, SEEDS, type ExerciseResult } from "./results";
import { trainProgram } from "./train";

/** Trains the named exercises, or all without names. "table" trains nothing and writes the page only. */
export async function checkExercises(names: readonly string[], how: "train" | "table"): Promise<void> {
  const unknown = names.filter((name) => !EXERCISE_IDS.some((id) => id === name));
  if (unknown.length > 0) throw new Error(`No exercise is called ${unknown.join(", ")}.`);
  if (how === "train") {
    await useBackend("wasm");
    const context = { dataset: await diskDataset(), judge: await diskJudge() };
    await mkdir(FOLDER, { recursive: true });
    for (const id of EXERCISE_IDS.filter((one) => names.length === 0 || names.includes(one))) await writeFile(fileOf(id), `${JSON.stringify(await measured(id, context), null, 1)}\n`);
  }
  await writeFile(PAGE, page(readResults()));
}

async function measured(id: ExerciseId, context: MeasurementContext): Promise<ExerciseResult> {
  const program = solved(filesOf(id));
  const { until, conditions } = exercises[id].training;
  const what = [...new Set(conditions.map((one) => one.what))];
  const values = Object.fromEntries(what.map((one): [string, number[]] => [one, []]));
  for (const seed of SEEDS) {
    const found = await trainProgram(program, { until, seed, what }, context);
    for (const one of what) values[one]!.push(Number(found.get(one)!.toPrecision(4)));
    for (const condition of conditions) console.log(`${id} seed ${seed}: ${holds(condition, found.get(condition.what)!) ? "yes" : "NO "} ${condition.what} ${condition.is} ${condition.value}: ${found.get(condition.what)!.toPrecision(4)}`);
  }
  return { program: checksumOf(program), measured: new Date().toISOString().slice(0, 10), until, values };
}
