/** Trains a preset once on WASM as its acts say, measures during training, and returns which claims hold from which step. */
import { laneOf } from "../../../src/core/run/draws";
import { densityOn, estimatedDensity, gridOf } from "../../../src/core/latent/grid";
import { check, type HyperparameterValues } from "../../../src/core/model/hyperparameters";
import type { Model } from "../../../src/core/model/model";
import { datasetOf } from "../../../src/subject/data/open";
import { dataOf } from "../../../src/subject/data/registry";
import { samplePoints } from "../../../src/engine/pictures/densities";
import { toBytes } from "../../../src/engine/pictures/pictures";
import { gridImages, GRID_COLUMNS } from "../../../src/engine/pictures/sampleGrid";
import { testReader } from "../../../src/engine/pictures/testImages";
import { createTrainer, type Trainer } from "../../../src/engine/trainer/trainer";
import { findModel } from "../../../src/subject/models/registry";
import type { Act, Claim } from "../../../src/subject/quality/claims";
import type { Preset } from "../../../src/subject/presets";
import { tiled } from "./png";
import { advanceTo, valuesOf, type MeasurementContext } from "./quantities";

/** The number of measurements in each act, equally spaced; the last is at its end. */
const READINGS_PER_ACT = 4;

export interface ClaimResult {
  readonly says: string;
  /** The value at the act's end; `bound` is what it is compared with. */
  readonly value: number;
  readonly bound: number;
  readonly holds: boolean;
  /** The first measurement from which the claim held, counted from the start of the act; null if it does not hold. */
  readonly since: { readonly step: number; readonly seconds: number } | null;
}

export interface ActResult {
  /** The run's last step: smaller than the sum of the acts' steps if a change restarted it. */
  readonly step: number;
  readonly claims: readonly ClaimResult[];
}

export interface PresetResult {
  readonly preset: string;
  readonly seed: number;
  readonly acts: readonly ActResult[];
}

/** [height·width] bytes, row by row, 0 is black. */
export interface Picture {
  readonly pixels: Uint8Array;
  readonly width: number;
}

export interface Options extends MeasurementContext {
  readonly preset: Preset;
  readonly acts: readonly Act[];
  readonly seed: number;
  /** Receives the generated samples at the end of each act, in grey. */
  onPicture?(act: number, picture: Picture): void;
}

/** Runs the acts of a preset with a seed and returns which claims hold. */
export async function trainPreset({ preset, acts, seed, dataset: mnist, judge, onPicture }: Options): Promise<PresetResult> {
  const model = findModel(preset.model);
  if (!model) throw new Error(`There is no model "${preset.model}".`);
  const start = (h: HyperparameterValues) => createTrainer(model, { model: model.id, seed, backend: "wasm", hyperparameters: h }, dataset);
  let h: HyperparameterValues = preset.hyperparameters;
  let dataset = datasetOf(h, () => mnist);
  let trainer = start(h);
  await trainer.compile();
  const results: ActResult[] = [];
  const readings: (readonly Reading[])[] = [];
  try {
    for (const [i, act] of acts.entries()) {
      const change = checked(model, act.change ?? {});
      h = { ...h, ...change };
      if (!act.restart && Object.keys(change).every((id) => model.hyperparameters[id]!.live)) trainer.adjust(change);
      else {
        trainer.dispose();
        dataset = datasetOf(h, () => mnist);
        trainer = start(h);
        await trainer.compile();
      }
      readings.push(await trainAct(trainer, act, { dataset, judge }, quantitiesIn(acts, i)));
      results.push({ step: trainer.step, claims: act.claims.map((claim) => resultOf(claim, readings, i)) });
      if (onPicture) onPicture(i, await pictureOf(trainer, seed, dataset));
    }
  } finally {
    trainer.dispose();
  }
  return { preset: `${preset.name}@${preset.version}`, seed, acts: results };
}

function checked(model: Model, change: HyperparameterValues): HyperparameterValues {
  for (const [id, value] of Object.entries(change)) {
    const spec = model.hyperparameters[id];
    if (!spec || check(spec, value).kind !== "ok") throw new Error(`${model.id} does not take ${id} = ${value}.`);
  }
  return change;
}

/** The quantities of an act's own claims, and those of later acts that are compared with it. */
function quantitiesIn(acts: readonly Act[], index: number): readonly Claim["what"][] {
  const compared = acts.flatMap(({ claims }) => claims.filter(({ value }) => typeof value === "object" && value.ofAct === index));
  return [...new Set([...acts[index]!.claims, ...compared].map(({ what }) => what))];
}

interface Reading {
  readonly step: number;
  readonly seconds: number;
  readonly values: ReadonlyMap<string, number>;
}

async function trainAct(trainer: Trainer, act: Act, context: MeasurementContext, what: readonly Claim["what"][]): Promise<readonly Reading[]> {
  const readings: Reading[] = [];
  const from = trainer.step;
  let milliseconds = 0;
  for (let k = 1; k <= READINGS_PER_ACT; k++) {
    const to = from + Math.round((act.steps * k) / READINGS_PER_ACT);
    const began = performance.now();
    const losses = await advanceTo(trainer, to);
    milliseconds += performance.now() - began;
    readings.push({ step: to - from, seconds: Math.round(milliseconds / 100) / 10, values: await valuesOf(trainer, losses, what, context) });
  }
  return readings;
}

function resultOf({ says, what, is, value }: Claim, readings: readonly (readonly Reading[])[], act: number): ClaimResult {
  const at = (one: Reading) => one.values.get(what)!;
  const bound = typeof value === "number" ? value : value.times * at(readings[value.ofAct]!.at(-1)!);
  const holds = (one: Reading) => (is === "at most" ? at(one) <= bound : at(one) >= bound);
  const own = readings[act]!;
  const last = own.at(-1)!;
  const since = own[own.findLastIndex((one) => !holds(one)) + 1];
  return { says, value: at(last), bound, holds: holds(last), since: since ? { step: since.step, seconds: since.seconds } : null };
}

/** The pixels of a cell's side. */
const ENLARGED = 3;

/** The sample grid; for points, the density of samples, white at the data's highest density. */
async function pictureOf(trainer: Trainer, seed: number, dataset: MeasurementContext["dataset"]): Promise<Picture> {
  const data = dataOf(trainer.h);
  if (data.kind === "image") return tiled(await sampleGrid(trainer, seed, dataset), GRID_COLUMNS);
  const grid = gridOf(data);
  const found = estimatedDensity(grid, await samplePoints(trainer, { seed, purpose: "sample", step: 0, lane: laneOf("densities") }, 8000));
  const most = Math.max(...densityOn(grid, data));
  const width = grid.side * ENLARGED;
  const cell = (i: number) => Math.floor(i / width / ENLARGED) * grid.side + Math.floor((i % width) / ENLARGED);
  const rows = grid.width === 1 ? ENLARGED : width;
  return { pixels: Uint8Array.from({ length: rows * width }, (_, i) => Math.round(255 * Math.sqrt(Math.min(1, found[cell(i)]! / most)))), width };
}

async function sampleGrid(trainer: Trainer, seed: number, dataset: MeasurementContext["dataset"]): Promise<Uint8Array> {
  const images = await gridImages(trainer, seed, testReader(dataset, trainer).testPixels);
  const bytes = new Uint8Array(images.length);
  toBytes(images, bytes);
  return bytes;
}
