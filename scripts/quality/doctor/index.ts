/**
 * `npm run quality -- doctor` trains the runs of subjects.ts that have no result yet and writes their measurements to
 * docs/data/doctor.json, and docs/doctor.md. `npm run quality -- doctor LINK …` repeats those runs; `--table` trains nothing.
 */
import { writeFile } from "node:fs/promises";
import { diskDataset, diskJudge } from "../../../src/engine/measurements/testing";
import { useBackend } from "../../../src/engine/testing";
import { page } from "./page";
import { examined, PAGE, readResults, RESULTS, resultsOf } from "./results";
import { RUNS_OF_DOCTOR } from "./subjects";
import { readOff } from "./train";

/** Trains the missing runs, or those of `links`, and writes the results and the page; "table" writes the page only. */
export async function checkDoctor(links: readonly string[], how: "train" | "table"): Promise<void> {
  const unknown = links.filter((link) => !RUNS_OF_DOCTOR.some(({ run }) => run === link));
  if (unknown.length > 0) throw new Error(`The doctor is not tested on ${unknown.join(", ")}.`);
  if (how === "train") await trainAll(links);
  await writeFile(PAGE, page(await readResults()));
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

function shortened(_: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(4)) : value;
}
