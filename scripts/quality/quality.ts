/**
 * Trains the models on WASM and prints their results and targets: `npm run quality`, or `npm run quality -- dcgan vae-gan`
 * for some of the runs; `npm run quality -- --table` trains nothing. Each run's results are written to
 * docs/data/quality/RUN.json, the table of all results to docs/quality.md. With another `--seed` than 1, other
 * `--settings` (as JSON) or another number of `--epochs`, results are only printed. All runs together take hours on one core.
 * `npm run quality -- presets` checks the presets' claims (presets/index.ts); `--fused` does so with fused multiply-add and only
 * prints. `npm run quality -- lessons` and `-- studies` check the claims of lessons and studies (lessons/index.ts,
 * studies/index.ts), `-- exercises` trains the programs of the exercises (exercises/index.ts), `-- doctor` tests the doctor on runs with and without failure modes (doctor/index.ts), and `-- trained`
 * makes the pretrained checkpoints (trained/index.ts), and `-- maps` the maps that Play shows before training (trained/maps.ts).
 */
import { mkdir, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { diskDataset, diskJudge } from "../../src/engine/measurements/testing";
import { useBackend } from "../../src/engine/testing";
import { page } from "./page";
import { checkDoctor } from "./doctor";
import { checkExercises } from "./exercises";
import { checkLessons } from "./lessons";
import { checkPresets } from "./presets";
import { checkStudies } from "./studies";
import { fileOf, FOLDER, PAGE, readResults } from "./results";
import { RUNS, TARGETS, type ModelRun } from "./folders";
import { makeTrainedStarts } from "./trained";
import { makeMaps } from "./trained/maps";
import type { EpochResults } from "../../src/subject/quality/targets";
import { trainRun } from "./train";

const SEED = 1;

const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    table: { type: "boolean" }, seed: { type: "string", default: "1" }, settings: { type: "string", default: "{}" },
    epochs: { type: "string" }, changed: { type: "string" }, fused: { type: "boolean" },
  },
});
if (positionals[0] === "presets") {
  await checkPresets(positionals.slice(1), options.table ? "table" : options.fused ? "fused" : "train");
  process.exit();
}
if (positionals[0] === "lessons") {
  await checkLessons(positionals.slice(1), options.table ? "table" : "train");
  process.exit();
}
if (positionals[0] === "exercises") {
  await checkExercises(positionals.slice(1), options.table ? "table" : "train");
  process.exit();
}
if (positionals[0] === "studies") {
  await checkStudies(positionals.slice(1));
  process.exit();
}
if (positionals[0] === "doctor") {
  await checkDoctor(positionals.slice(1), options.table ? "table" : "train", options.changed === undefined ? null : Number(options.changed));
  process.exit();
}
if (positionals[0] === "trained") {
  await makeTrainedStarts(positionals.slice(1), options.table === true);
  process.exit();
}
if (positionals[0] === "maps") {
  await makeMaps(positionals.slice(1));
  process.exit();
}
const unknown = positionals.filter((name) => !RUNS.some((run) => run.name === name));
if (unknown.length > 0) throw new Error(`No run is called ${unknown.join(", ")}. There are ${RUNS.map((run) => run.name).join(", ")}.`);
const wanted = positionals.length > 0 ? RUNS.filter(({ name }) => positionals.includes(name)) : RUNS;
const seed = Number(options.seed);
const settings = JSON.parse(options.settings) as Record<string, string | number>;
const epochs = options.epochs === undefined ? undefined : Number(options.epochs);
const trial = seed !== SEED || Object.keys(settings).length > 0 || epochs !== undefined;
if (!options.table) await trainAll(wanted.map((run) => lasting({ ...run, settings: { ...run.settings, ...settings } })));
if (trial) process.exit();

const results = await readResults();
await writeFile(PAGE, page(results));
const found = TARGETS.map((target) => ({ ...target, finding: target.find(results) }));
console.table(found.map(({ what, wanted: target, finding }) => ({
  what, wanted: target, measured: finding?.measured ?? "", reached: finding ? (finding.reached ? "yes" : "NO") : "not run",
})));

/** The run with its measurements also after the last epoch. */
function lasting(run: ModelRun): ModelRun {
  if (epochs === undefined) return run;
  const schedule = Object.entries(run.measure).map(([what, at]) => [what, [...at, epochs]] as const);
  return { ...run, epochs, measure: Object.fromEntries(schedule) };
}

async function trainAll(runs: readonly ModelRun[]): Promise<void> {
  await useBackend("wasm");
  const dataset = await diskDataset();
  const judge = await diskJudge();
  await mkdir(FOLDER, { recursive: true });
  for (const run of runs) {
    const began = performance.now();
    const trained = await trainRun(run, seed, dataset, judge, (epoch, number) => {
      const seconds = Math.round((performance.now() - began) / 1000);
      console.log(`${run.name}, epoch ${number} of ${run.epochs}, ${seconds} s${epoch ? `: ${summary(epoch)}` : ""}`);
    });
    if (!trial) await writeFile(fileOf(run.name), `${JSON.stringify(trained, shortened, 1)}\n`);
  }
}

function summary(epoch: EpochResults): string {
  return [
    epoch.heldOut && `−ELBO ${epoch.heldOut["total"]?.toFixed(2)}`,
    epoch["k-sample-bound"] && `−log p(x) ≤ ${epoch["k-sample-bound"].bound.toFixed(2)}`,
    epoch.imputation && `error on missing pixels ${epoch.imputation.ofModel.absolute.toFixed(4)}, squared ${epoch.imputation.ofModel.squared.toFixed(4)}; of the mean image ${epoch.imputation.ofMean.absolute.toFixed(4)}, squared ${epoch.imputation.ofMean.squared.toFixed(4)}`,
    epoch.translation && `error of a pixel ${epoch.translation.error.toFixed(4)} (given ${epoch.translation.errorOfGiven.toFixed(4)}), same class ${(100 * epoch.translation.sameClass).toFixed(1)} % (given ${(100 * epoch.translation.sameClassOfGiven).toFixed(1)} %), sharpness ${epoch.translation.sharpness.toFixed(3)} of ${epoch.translation.sharpnessOfImages.toFixed(3)}`,
    epoch.codes?.sorting && `sorted by component ${(100 * epoch.codes.sorting.sameClass).toFixed(1)} %`,
    epoch["test-error"] && `test error ${(100 * epoch["test-error"].error).toFixed(1)} %`,
    epoch["class-accuracy"] && `class accuracy ${(100 * epoch["class-accuracy"].accuracy).toFixed(1)} %`,
    epoch["classes-found"] && `classes found ${(100 * epoch["classes-found"].accuracy).toFixed(1)} % (${epoch["classes-found"].digits.join(" ")})`,
    epoch["class-histogram"] && `classes ${epoch["class-histogram"].counts.join(" ")}, entropy ${epoch["class-histogram"].entropy.toFixed(3)}`,
    epoch["digit-fid"] && `digit-FID ${epoch["digit-fid"].distance.toFixed(2)} (floor ${epoch["digit-fid"].floor.toFixed(2)})`,
    epoch.reconstructions && `sharpness ${epoch.reconstructions.sharpness.toFixed(3)} of ${epoch.reconstructions.sharpnessOfImages.toFixed(3)}, same class ${(100 * epoch.reconstructions.sameClass).toFixed(1)} %`,
  ].filter(Boolean).join("; ");
}

function shortened(_: string, value: unknown): unknown {
  return typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(6)) : value;
}
