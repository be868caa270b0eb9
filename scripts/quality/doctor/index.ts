/**
 * `npm run quality -- doctor` trains the runs of subjects.ts that have no result yet and writes their measurements to
 * docs/data/doctor.json, and docs/doctor.md. `npm run quality -- doctor LINK …` repeats those runs; `--table` trains nothing; `--changed N` trains N
 * of the runs of changed.ts that have no result yet, and writes docs/data/doctorChanged.json.
 */
import { writeFile } from "node:fs/promises";
import { diskDataset, diskJudge } from "../../../src/engine/measurements/testing";
import { useBackend } from "../../../src/engine/testing";
import { presetValues } from "./families";
import { page } from "./page";
import { examined, PAGE, PRESET_VALUES, readChangedResults, readResults, RESULTS, resultsOf } from "./results";
import { RUNS_OF_DOCTOR } from "./subjects";
import { CHANGED, CHANGED_RESULTS, CHANGED_SEED, PRESET_SEED, UNCHANGED } from "./changed";
import { readChanged, readOff } from "./train";

/** Trains the missing runs, or those of `links`, or that number of changed runs, and writes the results and the page; "table" writes the page only. */
export async function checkDoctor(links: readonly string[], how: "train" | "table", changed: number | null = null): Promise<void> {
  const unknown = links.filter((link) => !RUNS_OF_DOCTOR.some(({ run }) => run === link));
  if (unknown.length > 0) throw new Error(`The doctor is not tested on ${unknown.join(", ")}.`);
  if (how === "train") await (changed === null ? trainAll(links) : trainChanged(changed));
  const changedResults = await readChangedResults();
  await writeFile(PRESET_VALUES, `${JSON.stringify(presetValues(await readResults(), changedResults), null, 1)}\n`);
  await writeFile(PAGE, page(await readResults(), changedResults));
}

async function trainAll(links: readonly string[]): Promise<void> {
  await useBackend("wasm");
  const context = { dataset: await diskDataset(), judge: await diskJudge() };
  const wanted = RUNS_OF_DOCTOR.flatMap((one) => one.seeds.map((seed) => ({ one, seed })));
  // Seed by seed, so that early results cover all runs.
  for (const { one, seed } of wanted.sort((a, b) => a.seed - b.seed)) {
    const others = async () => (await readResults()).filter((result) => result.run !== one.run || result.seed !== seed || result.step !== one.at);
    const made = resultsOf({ ...one, seeds: [seed] }, await readResults()).length > 0;
    if (links.length > 0 ? !links.includes(one.run) : made) continue;
    const result = await readOff(one, seed, context);
    console.log(one.run, seed, JSON.stringify(result.values, shortened), examined(result).map(({ id, verdict }) => `${id}: ${verdict.kind}`).join(", "));
    await writeFile(RESULTS, `[\n${[...await others(), result].map((each) => JSON.stringify(each, shortened)).join(",\n")}\n]\n`);
  }
}

/** Trains up to `most` of the changed runs that have no result yet, their presets first. Every fourth in turn, so that early results cover all presets. */
async function trainChanged(most: number): Promise<void> {
  await useBackend("wasm");
  const context = { dataset: await diskDataset(), judge: await diskJudge() };
  const wanted = [
    ...[CHANGED_SEED, PRESET_SEED].flatMap((seed) => UNCHANGED.map((one) => ({ one, seed }))),
    ...[0, 1, 2, 3].flatMap((first) => CHANGED.filter((_, i) => i % 4 === first)).map((one) => ({ one, seed: CHANGED_SEED })),
  ];
  const known = await readChangedResults();
  for (const { one, seed } of wanted.filter(({ one: { run }, seed: by }) => !known.some((made) => made.run === run && made.seed === by)).slice(0, most)) {
    const result = await readChanged(one, seed, context);
    console.log(one.run, JSON.stringify(result.values, shortened));
    const all = [...await readChangedResults(), result];
    await writeFile(CHANGED_RESULTS, `[\n${all.map((each) => JSON.stringify(each, shortened)).join(",\n")}\n]\n`);
  }
}

function shortened(_: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}
