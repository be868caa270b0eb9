/** Images and labels as single files contain them, before `read.ts` pairs them. */
import { OwnDataError } from "../../../core/data/ownData";
import { oneLine } from "../../../core/oneLine";
import { MIN_SQUARE } from "../../../core/data/ownLimits";

/** A greyscale image, [height × width], 0 black … 255 white. */
export interface Grey {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint8Array;
}

/** What red, green and blue contribute to brightness (ITU-R BT.601). */
export const GREY_OF_RGB = [0.299, 0.587, 0.114] as const;

/** The contents of one file: images, labels, or both, one label for each image. */
export interface Part {
  readonly path: string;
  readonly images: readonly Grey[] | null;
  readonly labels: readonly string[] | null;
}

/** Returns the side of a square image with this number of pixels; null if there is none of at least 4 × 4. */
export function squareSide(pixels: number): number | null {
  const side = Math.sqrt(pixels);
  return Number.isInteger(side) && side >= MIN_SQUARE ? side : null;
}

/** Cuts pixels, [count × height × width], into images, which are views. */
export const imagesIn = (pixels: Uint8Array, count: number, height: number, width: number): readonly Grey[] =>
  Array.from({ length: count }, (_, i) => ({ width, height, pixels: pixels.subarray(i * width * height, (i + 1) * width * height) }));

/**
 * Returns the factor that converts pixel values to 0 … 255: 255 if all are in [0,1], otherwise 1. Throws OwnDataError "values" if they
 * are in neither range.
 */
export function scaleOf(least: number, most: number, name: string): number {
  if (!(least >= 0 && most <= 255)) throw new OwnDataError("values", `${name}, ${Number(least.toPrecision(4))} … ${Number(most.toPrecision(4))}`);
  return most <= 1 ? 255 : 1;
}

/** Returns a label on one line: numbers without ".0", and a dash for nothing. */
export const labelText = (text: string): string => oneLine(text).trim().replace(/^(\d+)\.0$/, "$1") || "—";
