/**
 * `npm run check:continue [-- model …]`: trains each model for some steps, saves the run, and goes on: here, and as the PyTorch program
 * that the page gives away does from the saved file. Writes docs/data/torch-continued.json: how far the losses are apart.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { lossColumns } from "../../src/core/model";
import { openPoints } from "../../src/data/points";
import { dataOf } from "../../src/data/registry";
import { diskDataset } from "../../src/engine/measurements/testing";
import { useBackend } from "../../src/engine/testing";
import { createTrainer } from "../../src/engine/trainer/trainer";
import { models } from "../../src/models/registry";
import { encodeCheckpoint } from "../../src/state/checkpoint/encode";
import { continuedProgram } from "../../src/torch/continued";
import { partsOf } from "../../src/torch/program";
import { programs } from "../../src/torch/programs";
import { skeleton } from "../../src/torch/cases";
import { checksumOf, CONTINUED, continuedSettings, type Continued } from "./results";

const SEED = 7;
/** Steps before the run is saved, and after. */
const BEFORE = 100, AFTER = 50;
/** Columns by name, as the program prints them: "step 101: reconstruction 190.1, kl 5.2". */
function printed(text: string): Readonly<Record<string, number>>[] {
  return text.trim().split("\n").map((line) => Object.fromEntries(
    line.replace(/^step \d+: /, "").split(", ").map((entry) => entry.split(" ")).map(([name, value]) => [name!, Number(value)])));
}

const mnist = await diskDataset();
await useBackend("wasm");
const folder = mkdtempSync(path.join(tmpdir(), "torch-"));
const wanted = process.argv.slice(2);
const results = JSON.parse(readFileSync(CONTINUED, "utf8")) as Record<string, Continued>;
for (const model of models) {
  if (wanted.length > 0 && !wanted.includes(model.id)) continue;
  const torch = programs.get(model.id)!;
  const h = continuedSettings(model);
  const config = { model: model.id, seed: SEED, backend: "wasm", hyperparameters: h } as const;
  const data = dataOf(h);
  const trainer = createTrainer(model, config, data.kind === "points" ? openPoints(data) : mnist);
  await trainer.compile();
  const steps = async (count: number) => {
    for (let i = 0; i < count; i++) trainer.advance();
    return trainer.losses();
  };
  await steps(BEFORE);
  const run = path.join(folder, "run.safetensors"), program = path.join(folder, "program.py");
  writeFileSync(run, Buffer.concat(encodeCheckpoint(config, await trainer.snapshot(), "check")));
  const text = continuedProgram(model, torch, h);
  writeFileSync(program, text);
  const ours = await steps(AFTER);
  trainer.dispose();
  const { status, stdout, stderr } = spawnSync(process.env["PYTHON"] ?? "python3", [
    program, run, ...(data.kind === "points" ? [] : ["public/mnist"]), String(AFTER),
  ], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${model.id}: ${stderr}`);
  const theirs = printed(stdout);
  const columns = lossColumns(model);
  const terms = Object.assign({}, ...partsOf(model, torch, h).objectives.map((objective) => objective.terms)) as Readonly<Record<string, string>>;
  let difference = 0, first = 0;
  for (const [i, row] of theirs.entries()) {
    for (const [column, { id, kind }] of columns.entries()) {
      if (kind === "total") continue;
      const own = ours[i * columns.length + column]!;
      const apart = Math.abs(row[terms[id]!]! - own) / Math.max(1, Math.abs(own));
      if (!(apart >= 0)) throw new Error(`${model.id}: step ${i} has no ${id}`);
      difference = Math.max(difference, apart);
      if (i === 0) first = Math.max(first, apart);
    }
  }
  results[model.id] = { checksum: checksumOf(skeleton(text)), first: Number(first.toPrecision(2)), difference: Number(difference.toPrecision(2)) };
  console.log(model.id, results[model.id]);
  writeFileSync(CONTINUED, `${JSON.stringify(results, null, 1)}\n`);
}
rmSync(folder, { recursive: true });
