/** PNG files of every kind decode to the pixels that they were drawn with, and written ones are read back. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readPng, type Pixels } from "./readPng";
import { CHANNELS, fileOf, KINDS, noise, range, type Drawn } from "./testing";
import { pixelsAt, pngAddress, pngChunk, writePng } from "./writePng";

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
