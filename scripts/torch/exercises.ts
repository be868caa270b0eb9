/**
 * `npm run check -- exercises [NAME …]` executes the functions of all or some exercises in PyTorch: our own, and those of mistakes and tests. It compares values and
 * gradients with ours on the same numbers, and executes each solved program with random images. It writes nothing. It needs Python with torch: PYTHON=/usr/bin/python3
 * chooses one.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { tf } from "../../src/engine/device/tf";
import { useBackend } from "../../src/engine/testing";
import { callFunctions, compute, numbersFor } from "../../src/course/exercises/compute";
import { functionsOf, variantsIn } from "../../src/course/exercises/exercise";
import { filesOf } from "../../src/course/exercises/allFiles";
import { EXERCISE_IDS, type ExerciseId } from "../../src/course/exercises/ids";
import { constantLines, settingsOf } from "../../src/course/exercises/check";
import { solved } from "../../src/course/exercises/solved";

const SEED = 1;

const cases = import.meta.glob("../../src/course/exercises/*/cases.py", { eager: true, query: "?raw", import: "default" }) as Readonly<Record<string, string>>;

/** Returns what our interpreter computes with each function of a source, and with which numbers. */
async function jobsOf(source: string, batches: string, names: readonly string[]) {
  const jobs = [];
  for (const name of names) {
    const variants = variantsIn(source, name).map((variant) => `${name}__${variant}`);
    const called = callFunctions(source, batches, Object.fromEntries([name, ...variants].map((one) => [one, one])), { instead: name });
    for (const [as, one] of called) {
      if (one.kind === "missing") continue; // mistakes and cases have variants only
      if (one.kind === "problem" && as !== name) {
        jobs.push({ name, as, raises: true });
        continue;
      }
      if (one.kind !== "called") throw new Error(`${as} computes nothing: ${JSON.stringify(one)}`);
      const { parameters, draws } = numbersFor(one, SEED);
      const { results, gradients } = await compute(tf, one, [SEED]);
      jobs.push({
        name, as, parameters: Object.fromEntries([...parameters].map(([id, values]) => [id, [...values]])), draws: draws.map(({ kind, values, isOfBatches }) => ({ kind, values: [...values], isOfBatches })),
        results: results[0]!.map(({ shape, values }) => ({ shape, values: finite(values) })),
        gradients: gradients[0]!.map((of) => Object.fromEntries([...of].map(([id, values]) => [id, finite(values)]))),
      });
    }
  }
  return jobs;
}

/** JSON has no numbers that are not finite: null. */
const finite = (values: Float32Array): readonly (number | null)[] => Array.from(values, (value) => (Number.isFinite(value) ? value : null));

async function filesWithJobs(id: ExerciseId) {
  const files = filesOf(id);
  const names = functionsOf(files);
  const sources = [];
  const constants = constantLines(files.program, settingsOf(files)[0].constants);
  for (const functions of [files.solution, files.mistakes, cases[`../../src/course/exercises/${id}/cases.py`]!]) {
    const source = `${constants}\n${functions}`;
    sources.push({ source, jobs: await jobsOf(source, files.batches, names) });
  }
  return { id, program: solved(files), batches: files.batches, sources };
}

await useBackend("cpu");
const wanted = EXERCISE_IDS.filter((id) => process.argv.length <= 2 || process.argv.includes(id));
const exercises = [];
for (const id of wanted) exercises.push(await filesWithJobs(id));
const folder = mkdtempSync(path.join(tmpdir(), "exercises-"));
const file = path.join(folder, "jobs.json");
writeFileSync(file, JSON.stringify(exercises));
const { status } = spawnSync(process.env["PYTHON"] ?? "python3", ["scripts/torch/exercises.py", file], { stdio: ["ignore", "inherit", "inherit"] });
rmSync(folder, { recursive: true });
process.exit(status ?? 1);
