/**
 * `npm run quality -- maps [NAME …]` trains all or some of Play's presets from their own seeds on WASM, as the page does, and writes the map of
 * each: decoded images over a plane of latent space, and codes of test images. Play shows them before a reader has trained anything.
 */
import { writeFile } from "node:fs/promises";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { coordinatePlane, type Plane } from "../../../src/core/latent/plane";
import { automaticRange, STANDARD_RANGE } from "../../../src/core/latent/range";
import { CLASSES } from "../../../src/core/run/runConfig";
import type { Dataset } from "../../../src/subject/data/dataset";
import { diskDataset } from "../../../src/engine/measurements/testing";
import { influenceNow } from "../../../src/engine/pictures/influence";
import { coordinatesOfAll } from "../../../src/engine/pictures/pictureJobs";
import { decodeImages, encodeFirst, planeCodes, toBytes } from "../../../src/engine/pictures/pictures";
import { testReader } from "../../../src/engine/pictures/testImages";
import { runSlices } from "../../../src/engine/scheduling/slices";
import { useBackend } from "../../../src/engine/testing";
import { createTrainer, type Trainer } from "../../../src/engine/trainer/trainer";
import { packMap } from "../../../src/page/features/trainedMap/mapFile";
import { findModel } from "../../../src/subject/models/registry";
import { findPreset, PLAYABLE, type Preset } from "../../../src/subject/presets";
import { latentSpaceOf, startPosition } from "../../../src/page/state/position";
import { writePage } from ".";
import { FOLDER, MAPS, put, type MapEntry } from "./results";
import { train } from "./train";

const STEPS = 5000;
/** Images in a row: three times as many as on the page's map, so that each position has an image near it. */
const SIDE = 39;
/** Images in a row if there is a grid for each class: the file would be too large with more. */
const CLASS_SIDE = 13;
const CODES = 1500;
/** The number of grey levels of the images. */
const LEVELS = 16;

/** Makes the named maps, or all without names. */
export async function makeMaps(names: readonly string[]): Promise<void> {
  await useBackend("wasm");
  const dataset = await diskDataset();
  for (const name of names.length > 0 ? names : PLAYABLE) {
    if (!PLAYABLE.has(name)) throw new Error(`Play does not offer "${name}".`);
    await make(findPreset(name)!, dataset);
  }
  await writePage();
}

async function make(preset: Preset, dataset: Dataset): Promise<void> {
  const id = `${preset.name}@${preset.version}`;
  const { run } = await train(preset, STEPS, dataset);
  const trainer = createTrainer(findModel(preset.model)!, run.config, dataset, run.snapshot);
  try {
    const content = gzipSync(await mapOf(trainer, dataset), { level: 9 });
    await writeFile(path.join(FOLDER, `${id}-map.bin`), content);
    await put<MapEntry>(MAPS, { preset: id, step: STEPS, bytes: content.length });
    console.log(`${id}: ${content.length} bytes`);
  } finally {
    trainer.dispose();
  }
}

async function mapOf(trainer: Trainer, dataset: Dataset) {
  const { model, config, step } = trainer;
  const z = startPosition(latentSpaceOf(config));
  const found = z.length > 2 ? await influenceNow(trainer, config.seed) : null;
  const [u, v] = found?.directions ?? [];
  const standard: Plane = u && v ? { u, v, centre: z.map(() => 0), through: z, ...STANDARD_RANGE } : coordinatePlane([0, 1], z, STANDARD_RANGE);
  const means = await runSlices(encodeFirst(trainer, model.encode ? CODES : 0, testReader(dataset, trainer).testBatch));
  const codes = coordinatesOfAll(standard, means ?? new Float32Array(0));
  const plane = { ...standard, ...automaticRange(codes, standard) };
  const side = model.conditional ? CLASS_SIDE : SIDE;
  const grids = [];
  for (let k = 0; k < (model.conditional ? CLASSES : 1); k++) {
    const images = await decodeImages(trainer, planeCodes(plane, side), new Uint8Array(side * side).fill(k));
    const bytes = new Uint8Array(images.length);
    toBytes(images.map((value) => Math.round(value * (LEVELS - 1)) / (LEVELS - 1)), bytes);
    grids.push(bytes);
  }
  return packMap({ step, plane, shares: found?.shares ?? null, side, grids, codes, labels: dataset.testLabels(codes.length / 2) });
}
