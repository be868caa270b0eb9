/**
 * `npm run bench -w step-compiler` times the examples in Node: operation by operation on TensorFlow.js' WASM backend, and compiled on one thread and
 * on two. They train in turns, and a round is as many steps as take a quarter of a second eagerly. `-- --rounds 3` makes fewer turns.
 */
import path from "node:path";
import { parseArgs } from "node:util";
import "@tensorflow/tfjs-backend-cpu";
import { setWasmPaths } from "@tensorflow/tfjs-backend-wasm";
import * as tf from "@tensorflow/tfjs-core";
import "@tensorflow/tfjs-core/dist/register_all_gradients";
import { EXAMPLES } from ".";
import { compiled, eager, type Run } from "./run";
import type { Example } from "./training";

const { values: { rounds } } = parseArgs({ options: { rounds: { type: "string", default: "7" } } });
const ROUND_MS = 250;

const medianOf = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)]!;

const digits = (x: number, count = 3) => `${Number(x.toPrecision(count))}`;

/** Returns the milliseconds of a step. */
async function timed({ batch }: Example, run: Run, steps: number): Promise<number> {
  const batches = Array.from({ length: Math.min(steps, 8) }, (_, i) => batch(i));
  const begin = performance.now();
  for (let i = 0; i < steps; i++) await run.advance(batches[i % batches.length]!);
  return (performance.now() - begin) / steps;
}

/** Prints a row: medians, with the smallest and the largest value. */
async function measure(example: Example, backend: string): Promise<void> {
  const runs = [eager(example), await compiled(example, {}), await compiled(example, { threads: 2 })];
  const steps = Math.max(1, Math.round(ROUND_MS / await timed(example, runs[0]!, 2)));
  const times: number[][] = runs.map(() => []);
  for (let round = 0; round < Number(rounds); round++) for (const [i, run] of runs.entries()) times[i]!.push(await timed(example, run, steps));
  for (const run of runs) run.dispose();
  const cells = times.map((all) => `${digits(medianOf(all))} (${digits(Math.min(...all))}–${digits(Math.max(...all))})`);
  const best = Math.min(...times.slice(1).map(medianOf));
  console.log(`| \`${example.name}\` | ${backend} | ${cells.join(" | ")} | ${digits(medianOf(times[0]!) / best, 2)} |`);
}

setWasmPaths(`${path.join("node_modules", "@tensorflow", "tfjs-backend-wasm", "dist")}${path.sep}`);
console.log("| milliseconds a step | TensorFlow.js on | TensorFlow.js | compiled, 1 thread | compiled, 2 threads | ratio |\n|---|---|---|---|---|---|");
for (const example of EXAMPLES) {
  // TensorFlow.js' WASM backend lacks the gradient of max pooling.
  const backend = example.name === "mnist" ? "cpu" : "wasm";
  await tf.setBackend(backend);
  await measure(example, backend);
}
process.exit(); // The WASM backend keeps Node alive.
