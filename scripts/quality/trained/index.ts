/**
 * `npm run quality -- trained [NAME …]` trains all or some presets from their own seeds on WASM, as the page does, up to the
 * steps in the models' folders, and writes the pretrained checkpoints that the page loads, pictures of their samples, their
 * list, and docs/trained.md.
 */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { version } from "../../../package.json";
import type { Dataset } from "../../../src/subject/data/dataset";
import { sha256 } from "../../../src/subject/data/sha256";
import { measureNow } from "../../../src/engine/measurements/heldOutJob";
import { diskDataset } from "../../../src/engine/measurements/testing";
import { GRID_COLUMNS, gridImages } from "../../../src/engine/pictures/sampleGrid";
import { greyDataset, useBackend } from "../../../src/engine/testing";
import { createTrainer } from "../../../src/engine/trainer/trainer";
import { findModel } from "../../../src/subject/models/registry";
import { findPreset, presets, type Preset } from "../../../src/subject/presets";
import { readCheckpoint } from "../../../src/page/state/checkpoint/decode";
import { encodeCompact } from "../../../src/page/state/checkpoint/encode";
import { greyPng, tiled } from "../presets/png";
import { page } from "./page";
import { TRAINED_TO } from "../folders";
import { FOLDER, greysOf, MAPS, PAGE, put, readList, RESULTS, STARTS, type MapEntry, type Start, type TrainedResult } from "./results";
import { train } from "./train";

/** Makes the named checkpoints, or all without names; `tableOnly` writes the page only. */
export async function makeTrainedStarts(names: readonly string[], tableOnly: boolean): Promise<void> {
  const wanted = tableOnly ? [] : names.length > 0 ? names : presets.map(({ name }) => name).filter((name) => TRAINED_TO.has(name));
  await useBackend("wasm");
  const dataset = wanted.length > 0 ? await diskDataset() : null;
  for (const name of wanted) {
    const steps = TRAINED_TO.get(name);
    if (steps === undefined) throw new Error(`No trained start is wanted of "${name}".`);
    await make(findPreset(name)!, steps, dataset!);
  }
  for (const { preset } of await readList<Start>(STARTS)) await paint(preset);
  await writePage();
}

/** Writes docs/trained.md from the lists. */
export const writePage = async (): Promise<void> =>
  writeFile(PAGE, page(await readList<Start>(STARTS), await readList<TrainedResult>(RESULTS), await readList<MapEntry>(MAPS)));

async function make(preset: Preset, steps: number, dataset: Dataset): Promise<void> {
  const id = `${preset.name}@${preset.version}`;
  const { run, seconds } = await train(preset, steps, dataset);
  const content = Buffer.concat(encodeCompact(run, version));
  await mkdir(FOLDER, { recursive: true });
  await writeFile(path.join(FOLDER, `${id}.safetensors`), content);
  await put<Start>(STARTS, { preset: id, step: steps, seconds, bytes: content.length, sha256: await sha256(Uint8Array.from(content)) });
  await put<TrainedResult>(RESULTS, { preset: id, command: `npm run quality -- trained ${preset.name}`, ...await measured(content, dataset) });
}

/** Writes the sample grid of the run that is loaded from the file. */
async function paint(id: string): Promise<void> {
  const { config, snapshot } = await readCheckpoint(new Blob([await readFile(path.join(FOLDER, `${id}.safetensors`))]));
  const trainer = createTrainer(findModel(config.model)!, config, greyDataset, snapshot);
  try {
    const images = await gridImages(trainer, config.seed, () => { throw new Error(`${id} is given images.`); });
    const { pixels, width } = tiled(Uint8Array.from(images, (value) => Math.round(255 * value)), GRID_COLUMNS);
    await writeFile(path.join(FOLDER, `${id}.png`), greyPng(pixels, width));
  } finally {
    trainer.dispose();
  }
}

async function measured(content: Uint8Array<ArrayBuffer>, dataset: Dataset): Promise<Omit<TrainedResult, "preset" | "command">> {
  const { config, snapshot, losses = {} } = await readCheckpoint(new Blob([content]));
  const trainer = createTrainer(findModel(config.model)!, config, dataset, snapshot);
  try {
    const { values } = await measureNow(trainer, dataset);
    return { losses: rounded(Object.fromEntries(Object.entries(losses).map(([id, all]) => [id, mean(all.subarray(-50))]))), heldOut: rounded(values), greys: await greysOf(trainer) };
  } finally {
    trainer.dispose();
  }
}

const mean = (values: Float32Array): number => values.reduce((sum, value) => sum + value, 0) / values.length;

const rounded = (values: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(values).map(([id, value]) => [id, Number(value.toPrecision(5))]));
