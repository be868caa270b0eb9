/** Converts grey bytes to pixels in the page's two picture colours. Pure functions: they fill image data and touch no canvas. */
import { PIXELS, SIDE } from "../../../core/run/runConfig";

export type Rgb = readonly [number, number, number];

/** Parses "#rgb", "#rrggbb" or "rgb(r, g, b)". Anything else gives mid grey. */
export function parseColour(text: string): Rgb {
  const hex = /^#([0-9a-f]{3}|[0-9a-f]{6})$/i.exec(text)?.[1];
  if (hex) {
    const digits = hex.length === 3 ? [...hex].map((d) => d + d) : [hex.slice(0, 2), hex.slice(2, 4), hex.slice(4, 6)];
    return [parseInt(digits[0]!, 16), parseInt(digits[1]!, 16), parseInt(digits[2]!, 16)];
  }
  const parts = /^rgba?\(([^)]+)\)$/i.exec(text)?.[1]?.split(/[\s,/]+/).map(Number);
  return parts && parts.length >= 3 ? [parts[0]!, parts[1]!, parts[2]!] : [136, 136, 136];
}

/** Returns the opaque colour of each byte value, 0 paper … 255 ink, as little-endian RGBA words. */
export function ramp(paper: Rgb, ink: Rgb): Uint32Array {
  const mix = (channel: 0 | 1 | 2, t: number) => Math.round(paper[channel] + (ink[channel] - paper[channel]) * t);
  return Uint32Array.from({ length: 256 }, (_, v) => {
    const t = v / 255;
    return ((255 << 24) | (mix(2, t) << 16) | (mix(1, t) << 8) | mix(0, t)) >>> 0;
  });
}

/** Returns a view of image data with one word per pixel. */
export const wordsOf = (data: Uint8ClampedArray): Uint32Array => new Uint32Array(data.buffer, data.byteOffset, data.byteLength >> 2);

/** How images are tiled. */
export interface Tiling {
  readonly columns: number;
  /** Number of images; image k is in row ⌊k / columns⌋. */
  readonly count: number;
  /** Index of the first image within `pixels`. */
  readonly first?: number;
}

/** Returns width and height of tiled images, in pixels. */
export const tilingSize = ({ columns, count }: Tiling) => ({
  width: columns * SIDE, height: Math.ceil(count / columns) * SIDE,
});

/**
 * Paints images side by side. `pixels`: 784 bytes per image, row by row, 0 black … 255 white. `data`: RGBA of an image of `tilingSize`. Images
 * missing from `pixels` leave `data` unchanged.
 */
export function paintTiles(data: Uint8ClampedArray, pixels: Uint8Array, tiling: Tiling, colours: Uint32Array): void {
  const { columns, count, first = 0 } = tiling;
  const width = columns * SIDE;
  const words = wordsOf(data);
  const last = Math.min(count, Math.floor(pixels.length / PIXELS) - first);
  for (let image = 0; image < last; image++) {
    const left = (image % columns) * SIDE;
    const top = Math.floor(image / columns) * SIDE;
    let source = (first + image) * PIXELS;
    for (let y = 0; y < SIDE; y++) {
      let target = (top + y) * width + left;
      for (let x = 0; x < SIDE; x++) words[target++] = colours[pixels[source++]!]!;
    }
  }
}

/** Converts grey in [0,1] to bytes; values outside are clipped, NaN becomes black. */
export function toBytes(pixels: Float32Array): Uint8Array {
  return Uint8Array.from(pixels, (v) => Math.round(Math.min(1, Math.max(0, v || 0)) * 255));
}
