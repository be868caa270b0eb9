/** Trained starts: where their files lie, and what is known of them. */
import { readFile } from "node:fs/promises";
import { decodeImages } from "../../../src/engine/pictures/pictures";
import { GRID_COLUMNS, gridCodes } from "../../../src/engine/pictures/sampleGrid";
import type { Trainer } from "../../../src/engine/trainer/trainer";

/** With what `src/presets/trained.ts` says of it, to be found without the page. */
export const STARTS = "src/presets/trained.json";
export const RESULTS = "docs/data/trained.json";
export const PAGE = "docs/trained.md";
export const FOLDER = "public/trained";

export interface Start {
  /** With its version. */
  readonly preset: string;
  readonly step: number;
  /** Processor time of training alone: what it takes where nothing else runs. */
  readonly seconds: number;
  readonly bytes: number;
  readonly sha256: string;
}

/** Measured of the run as the file gives it back. */
export interface TrainedResult {
  readonly preset: string;
  readonly command: string;
  /** Loss column → its mean over the last 50 steps. */
  readonly losses: Readonly<Record<string, number>>;
  /** Loss column → its mean over the 10,000 test images. */
  readonly heldOut: Readonly<Record<string, number>>;
  /** Mean grey, 0 to 1, of each sample from fixed noise in the first row of the page's grid. */
  readonly greys: readonly number[];
}

export const readList = async <T>(file: string): Promise<readonly T[]> => JSON.parse(await readFile(file, "utf8")) as T[];

/** See `TrainedResult`. */
export async function greysOf(trainer: Trainer): Promise<readonly number[]> {
  const { z, classes } = await gridCodes(trainer, trainer.config.seed);
  const images = await decodeImages(trainer, z.subarray(0, GRID_COLUMNS * Number(trainer.h["latent"])), classes.slice(0, GRID_COLUMNS));
  const size = images.length / GRID_COLUMNS;
  return Array.from({ length: GRID_COLUMNS }, (_, i) => {
    const mean = images.subarray(i * size, (i + 1) * size).reduce((sum, value) => sum + value, 0) / size;
    return Number(mean.toFixed(5));
  });
}
