/**
 * `npm run check -- device [model …]` executes the programs that continue runs on a simulated GPU (`device.py`), for all models and all
 * settings that change a program. Each starts from a file of random numbers and a few own images, which load quickly; the first one
 * also runs on MNIST. It needs Python with torch: PYTHON=/usr/bin/python3 chooses one.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { HyperparameterValues } from "../../src/core/model/hyperparameters";
import { step } from "../../src/core/run/ids";
import type { Model } from "../../src/core/model/model";
import { sizeOf } from "../../src/core/model/parameters";
import type { RunConfig } from "../../src/core/run/runConfig";
import type { Snapshot } from "../../src/core/run/snapshot";
import { archiveOf } from "../../src/subject/data/own/save";
import { models } from "../../src/subject/models/registry";
import { encodeCheckpoint } from "../../src/page/state/checkpoint/encode";
import { tensorsOf } from "../../src/page/state/checkpoint/format";
import { continuedProgram, dataOf } from "../../src/page/torch/continued";
import { skeleton } from "../../src/page/torch/cases";
import { ownImages } from "./ownImages";
import { chosen, continuedSettings, programsOf } from "./results";

/** Settings with small values here, which do not change any program's text. */
const SIZES = ["batch", "hidden", "filters"];

/** A snapshot of random numbers: in (-0.1, 0.1); means of squares and layer state in [0, 0.01). */
function madeUp(model: Model, h: HyperparameterValues): Snapshot {
  const shapes = tensorsOf(model, h);
  return { step: step(100), tensors: Object.fromEntries([...shapes].map(([name, shape]) => {
    const data = Float32Array.from({ length: sizeOf(shape) }, (_, i) => 0.1 * Math.sin(i + name.length));
    const isLearned = shapes.has(name.replace(/^\w+/, "m"));
    return [name, { shape, data: isLearned && !name.startsWith("v/") ? data : data.map((value) => value ** 2) }];
  })) };
}

const wanted = chosen(process.argv.slice(2), models.map(({ id }) => id));
const folder = mkdtempSync(path.join(tmpdir(), "torch-"));
const images = await ownImages();
const zip = path.join(folder, "images.zip");
writeFileSync(zip, archiveOf(images));
const jobs = new Map<string, readonly [string, readonly string[]]>();
const cases = programsOf(models).filter(({ model }) => wanted.length === 0 || wanted.includes(model.id)).flatMap(({ model, torch, cases }) => {
  const small = Object.entries(continuedSettings(model)).filter(([id]) => SIZES.includes(id));
  return cases.map(({ settings }) => ({ model, torch, h: { ...settings, ...Object.fromEntries(small) }, own: true }));
});
for (const { model, torch, h, own } of [...cases, ...cases.slice(0, 1).map((first) => ({ ...first, own: false }))]) {
  const text = continuedProgram(model, torch, h, own);
  if (jobs.has(skeleton(text))) continue;
  const run = path.join(folder, `${jobs.size}.safetensors`);
  const config: RunConfig = { model: model.id, seed: 7, backend: "wasm", hyperparameters: h, ...(own && { own: images.id }) };
  writeFileSync(run, Buffer.concat(encodeCheckpoint(config, madeUp(model, h), "check")));
  const data = { mnist: ["public/mnist"], own: [zip], points: [] }[dataOf(h, own)];
  jobs.set(skeleton(text), [text, [`${model.id}-continue.py`, run, ...data, "2", "--save", path.join(folder, "after.safetensors")]]);
}
const list = path.join(folder, "jobs.json");
writeFileSync(list, JSON.stringify([...jobs.values()]));
const { status } = spawnSync(process.env["PYTHON"] ?? "python3", ["scripts/torch/device.py", list, ...(wanted.length > 0 ? ["--some"] : [])], { stdio: "inherit" });
rmSync(folder, { recursive: true });
if (status !== 0) throw new Error("a program would not run on a GPU");
