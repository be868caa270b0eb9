/** PNG files of every kind decode to the pixels that they were drawn with, and written ones are read back. */
import { deflateSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { joinBytes } from "../bytes";
import { readPng, type Pixels } from "./readPng";
import { pixelsAt, pngAddress, pngChunk, writePng } from "./writePng";

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
const CHANNELS = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;
type ColourType = keyof typeof CHANNELS;
const KINDS = [[0, 1], [0, 2], [0, 4], [0, 8], [0, 16], [2, 8], [2, 16], [3, 1], [3, 2], [3, 4], [3, 8], [4, 8], [4, 16], [6, 8], [6, 16]] as const;

interface Drawn {
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

const range = (from: number, to: number, by: number) => Array.from({ length: Math.max(0, Math.ceil((to - from) / by)) }, (_, i) => from + i * by);

/** Returns the file. `pieces`: the number of its data chunks. */
function fileOf(drawn: Drawn, more: readonly Uint8Array[] = [], pieces = 1): Uint8Array {
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
const noise = (depth: number) => (x: number, y: number, c: number) => (Math.imul(x * 31 + y * 17 + c * 7 + 1, 2654435761) >>> 8) % 2 ** depth;
const pixelAt = ({ width, data }: Pixels, x: number, y: number) => [...data.subarray(4 * (y * width + x), 4 * (y * width + x) + 4)];
const sizes = { width: 13, height: 11, filters: [0, 1, 2, 3, 4] };

describe("readPng", () => {
  it.each(KINDS.flatMap(([type, depth]) => [[type, depth, false], [type, depth, true]] as const))("reads colour type %i with %i bits, interlaced: %s", (type, depth, interlaced) => {
    const drawn: Drawn = { ...sizes, type, depth, interlaced, sample: noise(depth) };
    const palette = Uint8Array.from({ length: 3 * 2 ** depth }, (_, i) => (i * 37) % 256), alphas = Uint8Array.of(0, 100);
    const read = readPng(fileOf(drawn, type === 3 ? [pngChunk("PLTE", palette), pngChunk("tRNS", alphas)] : [], 3));
    expect([read.width, read.height]).toEqual([13, 11]);
    const bright = (sample: number) => (depth === 16 ? sample >> 8 : Math.round((sample * 255) / (2 ** depth - 1)));
    for (let y = 0; y < 11; y++) for (let x = 0; x < 13; x++) {
      const [a, b, c, d] = Array.from({ length: CHANNELS[type] }, (_, channel) => drawn.sample(x, y, channel)) as [number, number, number, number];
      const wanted = {
        0: () => [a, a, a].map(bright).concat(255), 2: () => [a, b, c].map(bright).concat(255), 3: () => [...palette.subarray(3 * a, 3 * a + 3), alphas[a] ?? 255],
        4: () => [a, a, a, b].map(bright), 6: () => [a, b, c, d].map(bright),
      }[type]();
      expect(pixelAt(read, x, y)).toEqual(wanted);
    }
  });

  it.each([[0, 4, 1], [0, 16, 1], [2, 8, 3], [2, 16, 3]] as const)("makes the colour that tRNS names transparent in colour type %i with %i bits", (type, depth, channels) => {
    const sample = noise(depth);
    const key = new Uint8Array(2 * channels);
    for (let c = 0; c < channels; c++) new DataView(key.buffer).setUint16(2 * c, sample(5, 6, c));
    const read = readPng(fileOf({ ...sizes, type, depth, interlaced: false, sample }, [pngChunk("tRNS", key)]));
    const sameColour = (x: number, y: number) => range(0, channels, 1).every((c) => sample(x, y, c) === sample(5, 6, c));
    expect(pixelAt(read, 5, 6)[3]).toBe(0);
    for (let y = 0; y < 11; y++) for (let x = 0; x < 13; x++) expect(pixelAt(read, x, y)[3]).toBe(sameColour(x, y) ? 0 : 255);
  });

  it("reads images of one pixel and of less than a pass", () => {
    for (const [width, height] of [[1, 1], [1, 5], [5, 1], [2, 2]] as const) {
      const drawn: Drawn = { width, height, type: 0, depth: 8, interlaced: true, filters: [4], sample: noise(8) };
      const read = readPng(fileOf(drawn));
      for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) expect(pixelAt(read, x, y)[0]).toBe(drawn.sample(x, y, 0));
    }
  });

  it("throws if a file is damaged, incomplete or not allowed, and reads no pixel beyond it", () => {
    const whole = fileOf({ ...sizes, type: 2, depth: 8, interlaced: false, sample: noise(8) });
    expect(() => readPng(whole.subarray(0, whole.length - 40))).toThrow(RangeError);
    expect(() => readPng(fileOf({ ...sizes, type: 3, depth: 8, interlaced: false, sample: noise(8) }))).toThrow("palette");
    expect(() => readPng(fileOf({ ...sizes, type: 2, depth: 4, interlaced: false, sample: noise(4) }))).toThrow("header");
    fc.assert(fc.property(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 }), (at, by) => {
      const changed = whole.slice();
      changed[at]! ^= by;
      try {
        expect(readPng(changed).data).toEqual(readPng(whole).data); // the signature and IEND's checksum may differ
      } catch (error) {
        expect(error).toBeInstanceOf(Error);
      }
    }));
  });
});

describe("writePng", () => {
  it.each([["few", 35, 5], ["many", 35, 40]])("writes pixels of %s colours that are read back as they were, transparent ones, too", (_, width, height) => {
    const data = new Uint8ClampedArray(4 * width * height).map((_value, i) => (height === 5 ? i * 83 : Math.imul(i, 2654435761) >>> 24) % 256);
    const file = writePng({ width, height, data }), read = readPng(file);
    expect(read).toEqual({ width, height, data });
    expect(file[25]).toBe(height === 5 ? 3 : 6); // the colour type
    expect(pixelsAt(pngAddress(read))).toEqual(read);
  });
});
