/**
 * `npm run check -- operations` executes PyTorch's sample inputs of its operations (op_db) as programs of the page do, and compares results and gradients. It
 * writes docs/data/opDb.json, docs/program-operations.md, and samples.json: a small sample of each operation for the unit test. The same of layers: layers.json. It needs Python with torch, hypothesis and scipy: PYTHON=/usr/bin/python3 chooses one.
 * `SAMPLES=file` reads what samples.py printed before, and `BACKEND=wasm` computes with WebAssembly. `--only name …` prints the faults of some operations and writes nothing.
 */
import { spawnSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { useBackend } from "../../../src/engine/testing";
import { Caller, type LayerSample, type Operation, type Outcome, type Sample } from "../../../src/torchSubset/program/testing";
import { LAYERS, operationsTable, RESULTS, SAMPLES, TABLE, type OperationResult, type OperationResults } from "./table";
import { COUNTS, type RandomCounts } from "../random/programs";

const only = process.argv.includes("--only") ? process.argv.slice(process.argv.indexOf("--only") + 1) : null;

/** Returns the lines that a script in this folder prints. */
function printed(script: string): readonly string[] {
  const { status, stdout, stderr } = spawnSync(process.env["PYTHON"] ?? "python3", [`scripts/torch/opDb/${script}`], { encoding: "utf8", maxBuffer: 1e9 });
  if (status !== 0) throw new Error(stderr);
  return stdout.trim().split("\n");
}

/** A sample with more numbers is not kept for the unit test. */
const FEW_NUMBERS = 60;
const kept: Operation[] = [];

/** Keeps the smallest sample with gradients, or without if there is none. */
function keep(name: string, passed: readonly Sample[]): void {
  const written = passed.map((sample) => ({ sample, size: JSON.stringify(sample).split(",").length, hasGradients: sample.gradients.some((one) => one !== null) }))
    .filter(({ size, sample }) => size <= FEW_NUMBERS && sample.outputs.some(({ values }) => values.length > 1));
  const [first] = written.toSorted((a, b) => Number(b.hasGradients) - Number(a.hasGradients) || a.size - b.size);
  if (first) kept.push({ name, samples: [first.sample] });
}

/** Returns numbers with the digits of a float. */
const short = (_: string, value: unknown) => (typeof value === "number" && !Number.isInteger(value) ? Number(value.toPrecision(9)) : value);

/** Returns the reasons, each once, with the number of samples. */
function reasons(outcomes: readonly Outcome[]): Readonly<Record<string, number>> {
  const found: Record<string, number> = {};
  for (const one of outcomes) if (one.kind === "refused") found[one.reason] = (found[one.reason] ?? 0) + 1;
  return found;
}

await useBackend(process.env["BACKEND"] === "wasm" ? "wasm" : "cpu");
const [first, ...lines] = process.env["SAMPLES"] === undefined ? printed("samples.py") : readFileSync(process.env["SAMPLES"], "utf8").trim().split("\n");
const { torch } = JSON.parse(first!) as { readonly torch: string };
const caller = new Caller();
const operations: Record<string, OperationResult> = {};
let wrong = 0;
for (const line of lines) {
  const { name, samples: calls } = JSON.parse(line) as Operation;
  if (only && !only.includes(name)) continue;
  if (caller.find(name) === undefined) {
    operations[name] = { supported: false, samples: calls.length, passed: 0, refused: {} };
    continue;
  }
  const outcomes: Outcome[] = [];
  for (const sample of calls) {
    const outcome = await caller.outcomeOf(name, sample).catch((fault: unknown): Outcome => ({ kind: "wrong", reason: String(fault instanceof Error ? fault.stack : fault).slice(0, 700) }));
    outcomes.push(outcome);
    if (outcome.kind === "wrong" || (only && outcome.kind === "refused")) {
      wrong += Number(outcome.kind === "wrong");
      const given = JSON.stringify([sample.args, sample.named], (_, value: unknown) => (Array.isArray(value) && value.length > 8 && typeof value[0] === "number" ? "…" : value));
      if (only || outcomes.filter(({ kind }) => kind === "wrong").length === 1) console.log(`${outcome.kind}: ${name}${given.slice(0, 500)}\n    ${outcome.reason}`);
    }
  }
  keep(name, calls.filter((_, i) => outcomes[i]!.kind === "passed"));
  operations[name] = { supported: calls.length === 0 || outcomes.some(({ kind }) => kind === "passed"), samples: calls.length, passed: outcomes.filter(({ kind }) => kind === "passed").length, refused: reasons(outcomes) };
}
const supported = Object.values(operations).filter((one) => one.supported);
const passed = supported.reduce((sum, one) => sum + one.passed, 0);
console.log(`${supported.length} of ${lines.length} operations are supported; ${passed} of ${supported.reduce((sum, one) => sum + one.samples, 0)} samples pass, ${wrong} are wrong.`);
if (!only) {
  const layers = printed("layers.py");
  for (const line of layers) {
    const layer = JSON.parse(line) as LayerSample;
    const outcome = await caller.outcomeOfLayer(layer).catch((fault: unknown): Outcome => ({ kind: "wrong", reason: String(fault) }));
    if (outcome.kind === "passed") continue;
    wrong++;
    console.log(`${outcome.kind}: ${layer.build}\n    ${outcome.reason}`);
  }
  console.log(`${layers.length} layers`);
  writeFileSync(LAYERS, `[\n${layers.join(",\n")}\n]\n`);
  const checked = [...new Set(layers.flatMap((line) => [...(JSON.parse(line) as LayerSample).build.matchAll(/nn\.\w+/g)].map(([name]) => name)))].sort();
  const results: OperationResults = { torch, date: new Date().toISOString().slice(0, 10), wrong, layers: checked, operations };
  writeFileSync(RESULTS, `${JSON.stringify(results, null, 1)}\n`);
  writeFileSync(TABLE, operationsTable(results, JSON.parse(readFileSync(COUNTS, "utf8")) as RandomCounts));
  writeFileSync(SAMPLES, `[\n${kept.map((one) => JSON.stringify(one, short)).join(",\n")}\n]\n`);
}
if (wrong > 0) process.exitCode = 1;
