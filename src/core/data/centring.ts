/**
 * Turns a drawing into an image as MNIST's were made: "size normalized to fit in a 20x20 pixel box while preserving their
 * aspect ratio … centered in a 28x28 image by computing the center of mass of the pixels, and translating the image so as to
 * position this point at the center of the 28x28 field" (LeCun, Cortes & Burges, the MNIST database; LeCun et al. 1998,
 * §III-A). In MNIST's files the box sits on whole pixels, and the centre is the middle of pixel (14, 14), counted from 0.
 */
import { ElboError } from "../errors";
import { PIXELS, SIDE } from "../run/runConfig";

export const BOX = 20;
/** The row and column, counted from 0, to which the centre of mass is moved, to the nearest whole pixel. */
export const CENTRE = 14;
/** Fainter ink does not count towards the box. */
export const FAINT = 1 / 512;

interface Grid {
  readonly ink: ArrayLike<number>;
  readonly width: number;
  readonly height: number;
}

interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Returns the image, [784] in [0,1]. `ink` is [height, width] in [0,1], 0 for paper, row by row. A drawing so lopsided that its
 * box would leave the field is kept inside. Throws "empty-drawing" if there is no ink.
 */
export function centred(ink: ArrayLike<number>, width: number, height = width): Float32Array<ArrayBuffer> {
  const box = boxOf(ink, width, height);
  const fitted = fit(ink, width, box);
  const { row, column } = centreOfMass(fitted);
  const place = (mass: number, size: number) => Math.min(SIDE - size, Math.max(0, Math.round(CENTRE - mass)));
  const top = place(row, fitted.height);
  const left = place(column, fitted.width);
  const pixels = new Float32Array(PIXELS);
  for (let y = 0; y < fitted.height; y++) {
    for (let x = 0; x < fitted.width; x++) {
      pixels[(top + y) * SIDE + left + x] = Math.min(1, fitted.ink[y * fitted.width + x]!);
    }
  }
  return pixels;
}

/** Returns the centre of mass in pixels, from the middle of the first one. */
export function centreOfMass({ ink, width, height }: Grid): { row: number; column: number } {
  let mass = 0, row = 0, column = 0;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const value = ink[y * width + x]!;
      mass += value;
      row += value * y;
      column += value * x;
    }
  }
  return { row: row / mass, column: column / mass };
}

function boxOf(ink: ArrayLike<number>, width: number, height: number): Box {
  let left = width, right = -1, top = height, bottom = -1;
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (!(ink[y * width + x]! > FAINT)) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  if (right < 0) throw new ElboError("empty-drawing", "there is nothing on the field");
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/**
 * Scales the box of a field `side` wide so that its longer side has `longer` pixels; each pixel is the mean of the ink below
 * it, so that edges are grey.
 */
export function fit(ink: ArrayLike<number>, side: number, box: Box, longer = BOX): Grid {
  const size = Math.max(box.width, box.height) / longer;
  const width = Math.ceil(box.width / size - 1e-9);
  const height = Math.ceil(box.height / size - 1e-9);
  const columns = Array.from({ length: width }, (_, x) => overlaps(x * size, (x + 1) * size, box.width));
  const rows = Array.from({ length: height }, (_, y) => overlaps(y * size, (y + 1) * size, box.height));
  const fitted = new Float32Array(width * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      let sum = 0;
      for (const [row, high] of rows[y]!) {
        const first = (box.top + row) * side + box.left;
        for (const [column, wide] of columns[x]!) sum += high * wide * ink[first + column]!;
      }
      fitted[y * width + x] = sum / (size * size);
    }
  }
  return { ink: fitted, width, height };
}

/** Returns the cells of a row of `cells` unit cells that lie between two positions, and the share of each that does. */
function overlaps(from: number, to: number, cells: number): readonly (readonly [cell: number, share: number])[] {
  const found: [number, number][] = [];
  for (let cell = Math.floor(from); cell < Math.min(cells, Math.ceil(to)); cell++) {
    found.push([cell, Math.min(cell + 1, to) - Math.max(cell, from)]);
  }
  return found;
}
