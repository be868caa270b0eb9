/**
 * `npm run check -- torch [--new] [model …]` executes every PyTorch program that the page shows (`--new`: those without a current
 * result) with the weights, batches and noise of our own run, and compares terms, gradients, layer state, and the weights after three
 * steps with ours. It writes docs/data/torch.json, which a unit test reads. It needs Python with torch: PYTHON=/usr/bin/python3 chooses one.
 * `--random` compares random programs instead: `random/check.ts`.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Tensor } from "@tensorflow/tfjs-core";
import type { HyperparameterValues } from "../../src/core/model/hyperparameters";
import { batchesPerStep, totalId, type Model } from "../../src/core/model/model";
import { drawPoints } from "../../src/subject/data/points";
import { dataOf } from "../../src/subject/data/registry";
import { parityData, parityWeights } from "../../src/engine/parity/testing";
import { differentiate, makeStep, trainedParameters, settingsAt } from "../../src/engine/step/step";
import type { StepData } from "../../src/engine/step/stepData";
import { firstState } from "../../src/engine/step/trainState";
import { useBackend } from "../../src/engine/testing";
import { models } from "../../src/subject/models/registry";
import { linesOf, textOf, torchProgram, type CodeLine } from "../../src/page/torch/program";
import { skeleton, type Case } from "../../src/page/torch/cases";
import { checkRandomPrograms } from "./random/check";
import { changesOf, checksumOf, chosen, merged, programsOf, RESULTS, writeResults, type Executed, type Results } from "./results";

if (process.argv.includes("--random")) {
  await checkRandomPrograms(process.argv.slice(2));
  process.exit();
}

const SEED = 1;
/** The steps before the one whose gradients are compared, so that a warm-up has started. */
const DONE = 3;
/** The number of whole steps after which weights are compared. */
const STEPS = 3;
/** Small settings, so that the check takes a minute, and such that no term is constant. They do not change any program's text. Settings that are 0 stay 0. */
const SMALL = {
  batch: 16, hidden: 24, latent: 5, components: 6, flowWidth: 20, filters: 8, samples: 3, entries: 7, warmUp: 10, headStart: 2, priorFrom: 2,
  freeBits: 0.01,
};

type Numbers = Record<string, { readonly shape: readonly number[]; readonly at: number }>;

/** Concatenates tensors' numbers and records the offset of each. */
class Store {
  readonly parts: Float32Array[] = [];
  private length = 0;

  async add(tensors: Readonly<Record<string, Tensor>>): Promise<Numbers> {
    const found: Numbers = {};
    for (const [name, tensor] of Object.entries(tensors)) {
      const values = (await tensor.data<"float32">()).slice();
      found[name] = { shape: tensor.shape, at: this.length };
      this.parts.push(values);
      this.length += values.length;
    }
    return found;
  }

  bytes = (): Buffer => Buffer.concat(this.parts.map((part) => Buffer.from(part.buffer, part.byteOffset, part.byteLength)));
}

const storedData = async (store: Store, { batch, labelled, noise }: StepData) => ({
  ...(await store.add({ x: batch.x, y: batch.y })),
  ...(labelled && { labelled: await store.add({ x: labelled.x, y: labelled.y }) }),
  noise: await store.add(noise),
});

const small = (model: Model, settings: HyperparameterValues): HyperparameterValues => {
  const own = Object.entries(SMALL).flatMap(([id, value]) => {
    const spec = model.hyperparameters[id];
    return spec && spec.kind !== "choice" && spec.min !== spec.max && settings[id] !== 0 ? [[id, Math.max(spec.min, value)]] : [];
  });
  return { ...settings, ...Object.fromEntries(own) as HyperparameterValues };
};

/** The data that Python compares for one program. */
async function jobOf(model: Model, { settings, skeleton: expected }: Case, torch: Parameters<typeof torchProgram>[1], store: Store) {
  const h = small(model, settings);
  const program = torchProgram(model, torch, h, SEED);
  if (skeleton(textOf(linesOf(program))) !== expected) throw new Error(`${model.id}: small sizes change its program`);
  const specs = model.networks(h);
  const weights = parityWeights(specs, SEED);
  const data = parityData(model, h, SEED);
  const objectives = [];
  for (const [index, objective] of model.objectives.entries()) {
    const names = trainedParameters(model, specs, index);
    const { values, gradients, updates } = differentiate(model, specs, index, names, weights, data, settingsAt(model, h, DONE + 1));
    const ids = [...objective.terms.map(({ id }) => id), ...(objective.terms.length > 1 ? [totalId(model, objective)] : [])];
    const numbers = await Promise.all(values.map(async (value) => (await value.data())[0]!));
    objectives.push({
      ...program.objectives[index]!, values: Object.fromEntries(ids.map((id, i) => [id, numbers[i]])),
      gradients: await store.add(gradients), updates: await store.add(updates), updatesPerStep: objective.repeats?.(h) ?? 1,
    });
  }
  const first = await store.add(weights);
  const run = makeStep(model, h);
  let state = firstState(specs, weights);
  const steps = [];
  for (let step = 0; step < STEPS; step++) {
    const batches = Array.from({ length: batchesPerStep(model, h) }, (_, batch) => parityData(model, h, SEED, step, batch));
    steps.push(await Promise.all(batches.map((batch) => storedData(store, batch))));
    state = run(state, batches, settingsAt(model, h, step + 1)).state;
  }
  const text = (lines: readonly CodeLine[]) => textOf(lines);
  return {
    model: model.id, setup: text(program.setup), training: text(program.training), sampling: text(program.sampling),
    parameters: program.parameters, objectives, done: DONE, data: await storedData(store, data), kinds: Object.fromEntries(
      Object.entries(model.noise(h)).map(([name, { distribution }]) => [name, distribution?.kind ?? "normal"])),
    first, last: await store.add(state.weights), steps, uncompared: torch.uncompared ?? null, histogram: histogramOf(h),
  };
}

/** The bins on each side of a histogram of points. */
const BINS = 12;

/** The shares of our points in each bin, row by row; null if the data are images. */
function histogramOf(h: HyperparameterValues) {
  const data = dataOf(h);
  if (data.kind !== "points") return null;
  const count = 60_000;
  const { x } = drawPoints(data, "train", count);
  const shares = new Array<number>(BINS ** data.width).fill(0);
  for (let i = 0; i < count; i++) {
    const bins = Array.from({ length: data.width }, (_, k) => Math.floor(((x[i * data.width + k]! / data.extent + 1) / 2) * BINS));
    if (bins.every((bin) => bin >= 0 && bin < BINS)) shares[bins.reduce((at, bin) => at * BINS + bin, 0)]! += 1 / count;
  }
  return { bins: BINS, extent: data.extent, shares };
}

const known = JSON.parse(readFileSync(RESULTS, "utf8")) as Results;
const onlyNew = process.argv.includes("--new");
const wanted = chosen(process.argv.slice(2).filter((argument) => argument !== "--new"), models.map(({ id }) => id));
const isWanted = (model: Model, { skeleton }: Case) =>
  (wanted.length === 0 || wanted.includes(model.id)) && !(onlyNew && checksumOf(skeleton) in known.programs);

const folder = mkdtempSync(path.join(tmpdir(), "torch-"));
await useBackend("wasm");
const all = programsOf(models).flatMap(({ model, torch, cases }) => cases.map((one) => ({ model, torch, one })));
const about = all.filter(({ model, one }) => isWanted(model, one));
const jobs: string[] = [];
for (const { model, torch, one } of about) {
  const store = new Store();
  const job = await jobOf(model, one, torch, store);
  const file = path.join(folder, String(jobs.length));
  writeFileSync(`${file}.json`, JSON.stringify(job));
  writeFileSync(`${file}.bin`, store.bytes());
  jobs.push(file);
}
const { status, stdout } = spawnSync(process.env["PYTHON"] ?? "python3", ["scripts/torch/execute.py", ...jobs], {
  stdio: ["ignore", "pipe", "inherit"], encoding: "utf8", maxBuffer: 1 << 26,
});
rmSync(folder, { recursive: true });
if (status !== 0) throw new Error("Python did not execute all programs");
const { torch: version, results } = JSON.parse(stdout) as {
  readonly torch: string; readonly results: readonly { readonly difference: number; readonly what: string; readonly afterSteps: number | null }[];
};

const executed = new Map<string, Executed>();
for (const [i, { model, one }] of about.entries()) {
  const { difference, what, afterSteps } = results[i]!;
  const changed = changesOf(model, one.settings);
  console.log(`${model.id} ${JSON.stringify(changed)}: ${difference.toExponential(1)} (${what}), after ${STEPS} steps ${afterSteps?.toExponential(1) ?? "not compared"}`);
  executed.set(checksumOf(one.skeleton), {
    model: model.id, settings: changed, torch: version, difference: Number(difference.toPrecision(2)),
    afterSteps: afterSteps === null ? null : Number(afterSteps.toPrecision(2)),
  });
}
writeResults(RESULTS, { programs: merged(all.map(({ one }) => checksumOf(one.skeleton)), executed, known.programs) });
