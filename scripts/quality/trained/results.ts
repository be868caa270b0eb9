/** Reads and writes the lists of pretrained checkpoints, of their measurements, and of trained maps. */
import { readFile, writeFile } from "node:fs/promises";
import { decodeImages } from "../../../src/engine/pictures/pictures";
import { GRID_COLUMNS, gridCodes } from "../../../src/engine/pictures/sampleGrid";
import type { Trainer } from "../../../src/engine/trainer/trainer";
import { presets } from "../../../src/subject/presets";

/** The list of checkpoints that `src/subject/presets/trained.ts` describes. */
export const STARTS = "src/subject/presets/trained.json";
export const RESULTS = "docs/data/trained.json";
export const PAGE = "docs/trained.md";
/** The list of trained maps that `src/subject/presets/trainedMaps.ts` describes. */
export const MAPS = "src/subject/presets/trainedMaps.json";
export const FOLDER = "public/trained";

export interface Start {
  /** The preset's name and version. */
  readonly preset: string;
  readonly step: number;
  /** The processor time of training, in seconds. */
  readonly seconds: number;
  readonly bytes: number;
  readonly sha256: string;
}

export interface MapEntry {
  /** The preset's name and version. */
  readonly preset: string;
  readonly step: number;
  readonly bytes: number;
}

/** Measurements of the run that is loaded from the file. */
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

/** Returns the entries of a list; the caller states their type. */
export const readList = async <T>(file: string): Promise<readonly T[]> => JSON.parse(await readFile(file, "utf8")) as T[];

/** Puts an entry into a list, in place of one of the same preset and version, in the order of the menu. */
export async function put<T extends { readonly preset: string }>(file: string, one: T): Promise<void> {
  const all = [...(await readList<T>(file)).filter(({ preset }) => preset !== one.preset), one];
  const place = ({ preset }: T) => presets.findIndex(({ name }) => name === preset.split("@")[0]);
  await writeFile(file, `${JSON.stringify(all.sort((a, b) => place(a) - place(b) || a.preset.localeCompare(b.preset)), null, 1)}\n`);
}

/** Returns the mean greys of the first samples: see `TrainedResult`. */
export async function greysOf(trainer: Trainer): Promise<readonly number[]> {
  const { z, classes } = await gridCodes(trainer, trainer.config.seed);
  const images = await decodeImages(trainer, z.subarray(0, GRID_COLUMNS * Number(trainer.h["latent"])), classes.slice(0, GRID_COLUMNS));
  const size = images.length / GRID_COLUMNS;
  return Array.from({ length: GRID_COLUMNS }, (_, i) => {
    const mean = images.subarray(i * size, (i + 1) * size).reduce((sum, value) => sum + value, 0) / size;
    return Number(mean.toFixed(5));
  });
}
