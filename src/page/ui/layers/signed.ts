/** Maps signed numbers to colours: blue below 0, the paper's colour at 0, orange above. Every kind of colour vision can distinguish the two ends. */
import { parseColour } from "../pictures/paint";
import { cssColour } from "../themeColours";

/** Returns the largest magnitude; 1 if all are 0. */
export const largest = (values: ArrayLike<number>): number => {
  let most = 0;
  for (let i = 0; i < values.length; i++) most = Math.max(most, Math.abs(values[i]!));
  return most || 1;
};

/** Writes RGBA colours into `data`; `place(i)` is the pixel index of number i. */
export function paintSigned(data: Uint8ClampedArray, values: ArrayLike<number>, scale: number, place = (i: number) => i): void {
  const colour = (name: string) => parseColour(cssColour(name));
  const [negative, zero, positive] = [colour("--signed-negative"), colour("--surface"), colour("--signed-positive")];
  for (let i = 0; i < values.length; i++) {
    const share = Math.max(-1, Math.min(1, values[i]! / scale));
    const end = share < 0 ? negative : positive;
    const mix = (channel: 0 | 1 | 2) => zero[channel] + (end[channel] - zero[channel]) * Math.abs(share);
    data.set([mix(0), mix(1), mix(2), 255], 4 * place(i));
  }
}

/** Columns, rows and the place of each number in a picture of a layer. */
export interface Tiling {
  readonly width: number;
  readonly height: number;
  place(i: number): number;
}

/** Arranges the units of a layer in a nearly square picture, and the channels of images side by side. */
export function tilingOf(shape: readonly number[]): Tiling {
  const [first = 1, , channels] = shape;
  if (channels === undefined) {
    const width = Math.ceil(Math.sqrt(first));
    return { width, height: Math.ceil(first / width), place: (i) => i };
  }
  const columns = Math.ceil(Math.sqrt(channels));
  const width = columns * first;
  return {
    width, height: Math.ceil(channels / columns) * first,
    place: (i) => {
      const channel = i % channels, pixel = Math.floor(i / channels);
      const [row, column] = [Math.floor(channel / columns), channel % columns];
      return (row * first + Math.floor(pixel / first)) * width + column * first + (pixel % first);
    },
  };
}
