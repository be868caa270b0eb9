/** Maps numbers to colours of cividis, which reads the same with any kind of colour vision. Nuñez, Anderton & Renslow 2018. */
import { parseColour, type Rgb } from "../pictures/paint";

/** Colours at equal steps from 0 to 1. */
export const CIVIDIS = ["#00224e", "#123570", "#3b496c", "#575d6d", "#707173", "#8a8678", "#a59c74", "#c3b369", "#fee838"];
const stops: readonly Rgb[] = CIVIDIS.map(parseColour);

/** `from` maps to the first colour and `to` to the last; values outside are clipped. */
export interface Scale {
  readonly from: number;
  readonly to: number;
  /** The square root of the position between `from` and `to` is shown, so that small values can be seen. */
  readonly root: boolean;
}

/** Returns the position of a value along the colours, 0 to 1. */
export function along({ from, to, root }: Scale, value: number): number {
  const share = Math.min(1, Math.max(0, (value - from) / (to - from || 1)));
  return root ? Math.sqrt(share) : share;
}

function colourAt(share: number): Rgb {
  const place = share * (stops.length - 1);
  const first = Math.min(stops.length - 2, Math.floor(place));
  const mix = (channel: 0 | 1 | 2) => stops[first]![channel] + (place - first) * (stops[first + 1]![channel] - stops[first]![channel]);
  return [mix(0), mix(1), mix(2)];
}

/** Writes the RGBA colour of each number into `data`; NaN stays transparent. */
export function paintHeat(data: Uint8ClampedArray, values: ArrayLike<number>, scale: Scale): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i]!;
    if (Number.isNaN(value)) data[4 * i + 3] = 0;
    else data.set([...colourAt(along(scale, value)), 255], 4 * i);
  }
}
