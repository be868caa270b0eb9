/**
 * Decodes PNG files without the browser's decoder, whose pixels can only be read from a canvas, which some browsers hide from pages (PNG, third
 * edition). All colour types, depths, and interlacing are read; colour profiles and gamma are ignored.
 */
import { unzlibSync } from "fflate";
import { joinBytes } from "../bytes";
import { crc32 } from "../crc32";

/** An image in RGBA, [height × width × 4], not premultiplied. */
export interface Pixels {
  readonly width: number;
  readonly height: number;
  readonly data: Uint8ClampedArray<ArrayBuffer>;
}

/** The samples of a pixel and their possible depths in bits, by colour type (11.2.1). */
const COLOURS: Readonly<Record<number, { readonly channels: number; readonly depths: readonly number[] }>> = {
  0: { channels: 1, depths: [1, 2, 4, 8, 16] }, // grey
  2: { channels: 3, depths: [8, 16] }, // red, green, blue
  3: { channels: 1, depths: [1, 2, 4, 8] }, // index into the palette
  4: { channels: 2, depths: [8, 16] }, // grey, alpha
  6: { channels: 4, depths: [8, 16] }, // red, green, blue, alpha
};
const PALETTE = 3;

/** A part of an image: every `across`th pixel of every `down`th row, from (left, top) on. */
interface Pass {
  readonly left: number;
  readonly top: number;
  readonly across: number;
  readonly down: number;
}
const WHOLE: readonly Pass[] = [{ left: 0, top: 0, across: 1, down: 1 }];
/** The passes of an interlaced image (8.2). */
const ADAM7: readonly Pass[] = ([[0, 0, 8, 8], [4, 0, 8, 8], [0, 4, 4, 8], [2, 0, 4, 4], [0, 2, 2, 4], [1, 0, 2, 2], [0, 1, 1, 2]] as const)
  .map(([left, top, across, down]) => ({ left, top, across, down }));

/** The bytes of length, type and checksum around a chunk's content. */
const CHUNK_BYTES = 12;
const SIGNATURE_BYTES = 8;
/** Bit 5 of a type's first letter: the chunk is not needed to decode the image. */
const ANCILLARY = 0x20;

/** Returns the contents of the chunks by type, in order. Throws RangeError if the file is cut short or a needed chunk differs from its checksum. */
function chunksOf(bytes: Uint8Array): Readonly<Record<string, readonly Uint8Array[]>> {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const chunks: Record<string, Uint8Array[]> = {};
  for (let at = SIGNATURE_BYTES; !("IEND" in chunks);) {
    const length = view.getUint32(at), end = at + 8 + length;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if ((bytes[at + 4]! & ANCILLARY) === 0 && view.getUint32(end) !== crc32(bytes.subarray(at + 4, end))) throw new RangeError(`${type} is damaged`);
    (chunks[type] ??= []).push(bytes.subarray(at + 8, end));
    at += CHUNK_BYTES + length;
  }
  return chunks;
}

/** Undoes the filters of a pass in place (9.2). `stride`: bytes of a row, without its filter's. `unit`: bytes from a sample to the same one of the pixel before, at least 1. */
function unfilter(raw: Uint8Array, rows: number, stride: number, unit: number): void {
  for (let row = 0; row < rows; row++) {
    const start = row * (stride + 1) + 1, above = start - stride - 1;
    const filter = raw[start - 1]!;
    if (filter > 4) throw new RangeError(`there is no filter ${filter}`);
    for (let i = 0; filter > 0 && i < stride; i++) {
      const a = i < unit ? 0 : raw[start + i - unit]!, b = row === 0 ? 0 : raw[above + i]!;
      if (filter === 1) raw[start + i]! += a;
      else if (filter === 2) raw[start + i]! += b;
      else if (filter === 3) raw[start + i]! += (a + b) >> 1;
      else raw[start + i]! += paeth(a, b, i < unit || row === 0 ? 0 : raw[above + i - unit]!);
    }
  }
}

/** Returns the one of left, above and upper left that is nearest to left + above − upper left. */
function paeth(a: number, b: number, c: number): number {
  const [toA, toB, toC] = [Math.abs(b - c), Math.abs(a - c), Math.abs(a + b - 2 * c)] as const;
  return toA <= toB && toA <= toC ? a : toB <= toC ? b : c;
}

/** Decodes a PNG file. Throws RangeError if it is damaged or incomplete, and fflate's errors. */
export function readPng(bytes: Uint8Array): Pixels {
  const { IHDR: [header] = [], PLTE: [palette] = [], tRNS: [transparent] = [], IDAT: packed = [] } = chunksOf(bytes);
  if (!header || header.length < 13) throw new RangeError("there is no header");
  const view = new DataView(header.buffer, header.byteOffset, header.length);
  const [width, height, depth, type, interlaced] = [view.getUint32(0), view.getUint32(4), header[8]!, header[9]!, header[12] === 1];
  const colour = COLOURS[type];
  if (!colour?.depths.includes(depth) || width === 0 || height === 0) throw new RangeError("the header is not allowed");
  if (type === PALETTE && !palette) throw new RangeError("there is no palette");
  const { channels } = colour;
  const passes = (interlaced ? ADAM7 : WHOLE).map((pass) => {
    const [columns, rows] = [Math.ceil((width - pass.left) / pass.across), Math.ceil((height - pass.top) / pass.down)];
    const stride = Math.ceil((columns * channels * depth) / 8);
    return { ...pass, columns, rows, stride, bytes: columns > 0 && rows > 0 ? rows * (stride + 1) : 0 };
  }).filter((pass) => pass.bytes > 0);
  const size = passes.reduce((sum, pass) => sum + pass.bytes, 0);
  const raw = unzlibSync(packed.length === 1 ? packed[0]! : joinBytes(packed), { out: new Uint8Array(size) });
  if (raw.length < size) throw new RangeError("the image is incomplete");

  const data = new Uint8ClampedArray(4 * width * height);
  const most = 2 ** depth - 1;
  /** The samples of the pixel that is read. */
  const samples = new Uint16Array(channels);
  /** The samples that are transparent; palettes have an alpha for each colour instead (11.3.2.1). */
  const key = type !== PALETTE && transparent ? Array.from({ length: channels }, (_, c) => ((transparent[2 * c]! << 8) | transparent[2 * c + 1]!) & most) : null;
  const bright = (sample: number) => (depth === 16 ? sample >> 8 : (sample * 255) / most);
  let at = 0;
  for (const { left, top, across, down, columns, rows, stride, bytes: length } of passes) {
    const lines = raw.subarray(at, at += length);
    unfilter(lines, rows, stride, Math.max(1, (channels * depth) / 8));
    for (let y = 0; y < rows; y++) for (let x = 0; x < columns; x++) {
      const start = y * (stride + 1) + 1;
      for (let c = 0; c < channels; c++) {
        const i = x * channels + c, bit = i * depth;
        samples[c] = depth === 8 ? lines[start + i]! : depth === 16 ? (lines[start + 2 * i]! << 8) | lines[start + 2 * i + 1]!
          : (lines[start + (bit >> 3)]! >> (8 - depth - (bit & 7))) & most;
      }
      const to = 4 * ((top + y * down) * width + left + x * across);
      if (type === PALETTE) {
        const index = samples[0]!;
        for (let c = 0; c < 3; c++) data[to + c] = palette![3 * index + c] ?? 0;
        data[to + 3] = transparent?.[index] ?? 255;
      } else {
        for (let c = 0; c < 3; c++) data[to + c] = bright(samples[channels < 3 ? 0 : c]!);
        data[to + 3] = channels % 2 === 0 ? bright(samples[channels - 1]!) : key?.every((sample, c) => sample === samples[c]) ? 0 : 255;
      }
    }
  }
  return { width, height, data };
}
