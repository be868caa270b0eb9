/** Images with a hidden part, as RGBA words of a canvas' data. Pure: touches no canvas. */
import { SIDE } from "../../core/runConfig";
import { ramp, type Rgb } from "../pictures/paint";

/** Points of the field's canvas for each pixel of the image. */
export const ZOOM = 10;
export const FIELD = SIDE * ZOOM;
/** The hatching's lines are this far apart, and so wide, in points along a row. */
const HATCH = { apart: 10, wide: 2 };

interface FieldColours {
  readonly paper: Rgb;
  readonly ink: Rgb;
  readonly line: Rgb;
}

const wordsOf = (data: Uint8ClampedArray) => new Uint32Array(data.buffer, data.byteOffset, data.byteLength >> 2);

/** ink: in [0,1], a number for each word of data. */
export function paintInk(data: Uint8ClampedArray, ink: Float32Array, { paper, ink: black }: Omit<FieldColours, "line">): void {
  const words = wordsOf(data);
  const colours = ramp(paper, black);
  ink.forEach((value, i) => { words[i] = colours[Math.round(255 * value)]!; });
}

/** pixels, visible: [784]. data: FIELD × FIELD. Hidden pixels are hatched: not white, not black, but unknown. */
export function paintField(
  data: Uint8ClampedArray, pixels: Float32Array, visible: Uint8Array, { paper, ink, line }: FieldColours,
): void {
  const words = wordsOf(data);
  const colours = ramp(paper, ink);
  const hatch = ramp(paper, line);
  for (let y = 0; y < FIELD; y++) {
    const row = Math.floor(y / ZOOM) * SIDE;
    for (let x = 0; x < FIELD; x++) {
      const i = row + Math.floor(x / ZOOM);
      words[y * FIELD + x] = visible[i]
        ? colours[Math.round(255 * pixels[i]!)]!
        : hatch[(x + y) % HATCH.apart < HATCH.wide ? 255 : 0]!;
    }
  }
}

/** pixels, visible: [784]. data: 28 × 28. Given pixels go from paper to ink, the others from paper to `made`. */
export function paintFilled(
  data: Uint8ClampedArray, pixels: Float32Array, visible: Uint8Array, { paper, ink, made }: Omit<FieldColours, "line"> & { made: Rgb },
): void {
  const words = wordsOf(data);
  const given = ramp(paper, ink);
  const filled = ramp(paper, made);
  pixels.forEach((value, i) => {
    words[i] = (visible[i] ? given : filled)[Math.round(255 * Math.min(1, Math.max(0, value)))]!;
  });
}
