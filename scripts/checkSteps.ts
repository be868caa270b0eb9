/**
 * `npm run check -- steps [MODEL …]` checks that training steps are unchanged, to the last bit. For every model it computes checksums
 * of the losses of its first steps and the weights after them, compiled and eager, and of the code that the compiler writes. A change
 * of the engine or the compiler that alters steps on purpose renews the record: `npm run check -- steps --record`.
 *
 * The checksums are in scripts/steps.json. Those of steps hold for Node 20 on x86-64: elsewhere WASM gives the same, but
 * JavaScript's exp and log, which the "cpu" backend uses, may not. It takes about four minutes on one core.
 */
import { readFile, writeFile } from "node:fs/promises";
import { parseArgs } from "node:util";
import { defaultsOf, type HyperparameterValues } from "../src/core/model/hyperparameters";
import type { Model } from "../src/core/model/model";
import type { Backend } from "../src/core/run/runConfig";
import { sha256 } from "../src/subject/data/sha256";
import { writeModule } from "step-compiler/wasm/compileWasm";
import { PLAN_OPTIONS } from "step-compiler/wgsl/planOptions";
import { shadersOf } from "step-compiler/wgsl/shaders";
import { datasetOf } from "../src/subject/data/open";
import { diskDataset } from "../src/engine/measurements/testing";
import { plan, traceStep } from "../src/engine/trainer/stepper/planned";
import { modelCases, useBackend } from "../src/engine/testing";
import { createTrainer } from "../src/engine/trainer/trainer";
import { models } from "../src/subject/models/registry";

const RECORD = "scripts/steps.json";
const SEED = 1;
const STEPS = 50;

interface Execution {
  readonly name: string;
  readonly backend: Backend;
  readonly engine: "compiled" | "eager";
  /** The number of images in a batch. The "cpu" backend needs minutes for a step of 128. */
  readonly batch: number;
}

const EXECUTIONS: readonly Execution[] = [
  { name: "wasm, compiled", backend: "wasm", engine: "compiled", batch: 128 },
  { name: "wasm, eager", backend: "wasm", engine: "eager", batch: 32 },
  { name: "cpu, eager", backend: "cpu", engine: "eager", batch: 2 },
];

type Found = Record<string, string>;

const { values: options, positionals } = parseArgs({ allowPositionals: true, options: { record: { type: "boolean" } } });
const unknown = positionals.filter((id) => !models.some((model) => model.id === id));
if (unknown.length > 0) throw new Error(`No model is called ${unknown.join(", ")}. There are ${models.map(({ id }) => id).join(", ")}.`);
const wanted = positionals.length > 0 ? models.filter(({ id }) => positionals.includes(id)) : models;

const before = JSON.parse(await readFile(RECORD, "utf8").catch(() => "{}")) as Found;
const found: Found = {};
const note = (what: string, checksum: string) => {
  found[what] = checksum;
  const verdict = before[what] === undefined ? "new" : before[what] === checksum ? "same" : "DIFFERENT";
  if (verdict !== "same") console.log(`${verdict.padEnd(9)} ${what}`);
};

const images = await diskDataset();
for (const execution of EXECUTIONS) {
  await useBackend(execution.backend);
  for (const model of wanted) await noteSteps(model, execution);
}
for (const { name, model, h } of modelCases) if (wanted.includes(model)) await noteCode(name, model, h);
for (const model of wanted) await noteCode(`${model.id}, as set at first`, model, defaultsOf(model.hyperparameters));

if (options.record) {
  const all = positionals.length > 0 ? { ...before, ...found } : found;
  await writeFile(RECORD, `${JSON.stringify(all, null, 2)}\n`);
} else {
  const expected = Object.keys(before).filter((what) => positionals.length === 0 || what in found);
  const different = expected.filter((what) => found[what] !== before[what]);
  console.log(`${expected.length - different.length} the same, ${different.length} different or missing`);
  for (const what of different) console.log(`  ${what}`);
  if (different.length > 0 || expected.length === 0) process.exitCode = 1;
}

async function noteSteps(model: Model, { name, backend, engine, batch }: Execution): Promise<void> {
  const hyperparameters = { ...defaultsOf(model.hyperparameters), batch };
  const trainer = createTrainer(model, { model: model.id, seed: SEED, backend, hyperparameters }, datasetOf(hyperparameters, () => images));
  try {
    if (engine === "compiled") {
      const report = await trainer.compile();
      if (report.mode !== "compiled") throw new Error(`${model.id} is not compiled on ${backend}: ${JSON.stringify(report)}`);
    }
    for (let k = 0; k < STEPS; k++) {
      trainer.advance();
      if (k === 0) note(`${model.id}: ${name}: losses of step 1`, await checksum([await trainer.losses()]));
    }
    note(`${model.id}: ${name}: losses of steps 2 to ${STEPS}`, await checksum([await trainer.losses()]));
    const { tensors } = await trainer.snapshot();
    const sorted = Object.entries(tensors).sort(([a], [b]) => (a < b ? -1 : 1));
    note(`${model.id}: ${name}: state after step ${STEPS}`, await checksum(sorted.map(([, { data }]) => data)));
  } finally {
    trainer.dispose();
  }
}

async function noteCode(name: string, model: Model, h: HyperparameterValues): Promise<void> {
  const graph = traceStep(model, h);
  const forWasm = plan(graph, {});
  for (const fused of [false, true]) {
    note(`${name}: WASM module${fused ? ", fused" : ""}`, await checksum([writeModule(forWasm, fused)]));
  }
  for (const target of ["gpu", "emulated"] as const) {
    note(`${name}: WebGPU shaders, ${target}`, await checksum([new TextEncoder().encode(JSON.stringify(shadersOf(plan(graph, PLAN_OPTIONS[target]), target)))]));
  }
}

async function checksum(parts: readonly (Float32Array | Uint8Array)[]): Promise<string> {
  const bytes = Buffer.concat(parts.map((part) => new Uint8Array(part.buffer, part.byteOffset, part.byteLength)));
  return (await sha256(Uint8Array.from(bytes))).slice(0, 16);
}
