/** Draws PNG files of every kind, for tests. */
import { deflateSync } from "node:zlib";
import { joinBytes } from "../bytes";
import { pngChunk } from "./writePng";

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** The samples of a pixel by colour type. */
export const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;
type ColourType = keyof typeof CHANNELS;
/** The allowed colour types, each with a depth. */
export const KINDS = [[0, 1], [0, 2], [0, 4], [0, 8], [0, 16], [2, 8], [2, 16], [3, 1], [3, 2], [3, 4], [3, 8], [4, 8], [4, 16], [6, 8], [6, 16]] as const;

/** An image to be encoded. */
export interface Drawn {
  readonly width: number;
  readonly height: number;
  readonly type: ColourType;
  readonly depth: number;
  readonly interlaced: boolean;
  /** The filter of each row, in turn. */
  readonly filters: readonly number[];
  sample(x: number, y: number, channel: number): number;
}

/** Writes the samples of some pixels as rows of bytes, each with its filter. */
function rowsOf({ type, depth, filters, sample }: Drawn, columns: readonly number[], rows: readonly number[]): Uint8Array {
  const channels = CHANNELS[type], unit = Math.max(1, (channels * depth) / 8);
  let before = new Uint8Array(Math.ceil((columns.length * channels * depth) / 8));
  const lines = rows.map((y, at) => {
    const bits = columns.flatMap((x) => Array.from({ length: channels }, (_, c) => sample(x, y, c).toString(2).padStart(depth, "0"))).join("");
    const line = Uint8Array.from({ length: before.length }, (_, i) => parseInt(bits.slice(8 * i, 8 * i + 8).padEnd(8, "0"), 2));
    const filter = filters[at % filters.length]!;
    const filtered = line.map((value, i) => {
      const [a, b, c] = [i < unit ? 0 : line[i - unit]!, before[i]!, i < unit ? 0 : before[i - unit]!];
      const nearest = [a, b, c].reduce((best, one) => (Math.abs(a + b - c - one) < Math.abs(a + b - c - best) ? one : best));
      return value - [0, a, b, Math.floor((a + b) / 2), nearest][filter]!;
    });
    before = line;
    return joinBytes([Uint8Array.of(filter), filtered]);
  });
  return joinBytes(columns.length === 0 ? [] : lines);
}

/** Returns the numbers from `from` to below `to`. */
export const range = (from: number, to: number, by: number) => Array.from({ length: Math.max(0, Math.ceil((to - from) / by)) }, (_, i) => from + i * by);

/** Returns a PNG file. `more`: chunks before the data; `pieces`: the number of its data chunks. */
export function fileOf(drawn: Drawn, more: readonly Uint8Array[] = [], pieces = 1): Uint8Array {
  const { width, height, type, depth, interlaced } = drawn;
  const header = new Uint8Array(13);
  new DataView(header.buffer).setUint32(0, width);
  new DataView(header.buffer).setUint32(4, height);
  header.set([depth, type, 0, 0, Number(interlaced)], 8);
  const passes = interlaced ? [[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]] as const : [[0, 0, 1, 1]] as const;
  const packed = deflateSync(joinBytes(passes.map(([left, top, across, down]) => rowsOf(drawn, range(left, width, across), range(top, height, down)))));
  const piece = Math.ceil(packed.length / pieces);
  const data = range(0, packed.length, piece).map((at) => pngChunk("IDAT", packed.subarray(at, at + piece)));
  return joinBytes([SIGNATURE, pngChunk("IHDR", header), ...more, ...data, pngChunk("IEND", new Uint8Array(0))]);
}

/** Returns samples that look random, but are the same each time. */
export const noise = (depth: number) => (x: number, y: number, c: number) => (Math.imul(x * 31 + y * 17 + c * 7 + 1, 2654435761) >>> 8) % 2 ** depth;
