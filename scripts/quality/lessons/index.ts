/**
 * `npm run quality -- lessons [NAME …]` trains the runs of all or some lessons as their `quality.ts` say, from
 * three seeds, and writes the results to docs/data/lessons and docs/lessons.md.
 */
import { mkdir, writeFile } from "node:fs/promises";
import { diskDataset, diskJudge } from "../../../src/engine/measurements/testing";
import { useBackend } from "../../../src/engine/testing";
import { LESSON_IDS, type LessonId } from "../../../src/course/lessons/ids";
import type { Play } from "../../../src/subject/quality/claims";
import { parse } from "../../../src/page/state/urlCodec";
import type { MeasurementContext } from "../presets/quantities";
import { trainPreset, type PresetResult } from "../presets/train";
import { page } from "./page";
import { fileOf, FOLDER, PAGE, playsOf, readResults } from "./results";

const SEEDS = [1, 2, 3];

/** Checks the named lessons, or all without names. "table" trains nothing and writes the page only. */
export async function checkLessons(names: readonly string[], how: "train" | "table"): Promise<void> {
  const unknown = names.filter((name) => !LESSON_IDS.some((id) => id === name));
  if (unknown.length > 0) throw new Error(`No lesson is called ${unknown.join(", ")}.`);
  if (how === "train") await trainAll(LESSON_IDS.filter((id) => names.length === 0 || names.includes(id)));
  await writeFile(PAGE, page(await readResults()));
}

async function trainAll(ids: readonly LessonId[]): Promise<void> {
  await useBackend("wasm");
  const context = { dataset: await diskDataset(), judge: await diskJudge() };
  await mkdir(FOLDER, { recursive: true });
  for (const id of ids) {
    const results: PresetResult[][] = [];
    for (const play of playsOf(id)) results.push(await trainPlay(play, context));
    await writeFile(fileOf(id), `${JSON.stringify(results, shortened, 1)}\n`);
  }
}

async function trainPlay({ run, acts }: Play, context: MeasurementContext): Promise<PresetResult[]> {
  const { config } = parse(run);
  const results: PresetResult[] = [];
  for (const seed of SEEDS) {
    const result = await trainPreset({ ...context, preset: { name: run, ...config, version: 1 }, seed, acts });
    for (const { says, value, bound, holds } of result.acts.flatMap(({ claims }) => claims)) {
      console.log(`${run} seed ${seed}: ${holds ? "yes" : "NO "} ${says}: ${value.toPrecision(3)} (${bound.toPrecision(3)})`);
    }
    results.push({ ...result, preset: run });
  }
  return results;
}

function shortened(_: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}
