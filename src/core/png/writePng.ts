/** Encodes pixels as PNG files without a canvas, so that the files are the same in every browser (PNG, third edition). */
import { zlibSync } from "fflate";
import { joinBytes } from "../bytes";
import { crc32 } from "../crc32";
import { readPng, type Pixels } from "./readPng";

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** Colour types. */
const [INDEXED, RGBA] = [3, 6];
/** The most colours of a palette. */
const MAX_COLOURS = 256;

/** Returns a chunk: length, type of four letters, content and checksum. */
export function pngChunk(type: string, content: Uint8Array): Uint8Array<ArrayBuffer> {
  const out = new Uint8Array(12 + content.length);
  const view = new DataView(out.buffer);
  view.setUint32(0, content.length);
  out.set(new TextEncoder().encode(type), 4);
  out.set(content, 8);
  view.setUint32(8 + content.length, crc32(out.subarray(4, 8 + content.length)));
  return out;
}

/** Returns the colours of the pixels as little-endian RGBA words, and the number of each pixel's colour; null if there are too many. */
function paletteOf(data: Pixels["data"]): { readonly colours: Uint32Array<ArrayBuffer>; readonly indices: Uint8Array } | null {
  const words = new Uint32Array(data.buffer, data.byteOffset, data.length >> 2);
  const numbers = new Map<number, number>();
  const indices = new Uint8Array(words.length);
  for (let i = 0; i < words.length; i++) {
    let number = numbers.get(words[i]!);
    if (number === undefined) {
      if (numbers.size === MAX_COLOURS) return null;
      numbers.set(words[i]!, number = numbers.size);
    }
    indices[i] = number;
  }
  return { colours: Uint32Array.from(numbers.keys()), indices };
}

/** Returns the pixels as a PNG file: 8 bits a sample, with a palette if they have at most 256 colours, not interlaced, not filtered. */
export function writePng({ width, height, data }: Pixels): Uint8Array<ArrayBuffer> {
  const palette = paletteOf(data);
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set([8, palette ? INDEXED : RGBA], 8);
  const rows = palette?.indices ?? data, stride = rows.length / height;
  const lines = new Uint8Array(height * (stride + 1));
  for (let y = 0; y < height; y++) lines.set(rows.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  const rgba = new Uint8Array(palette?.colours.buffer ?? []);
  const alphas = rgba.filter((_, i) => i % 4 === 3);
  const colours = [
    ...palette ? [pngChunk("PLTE", rgba.filter((_, i) => i % 4 < 3))] : [], ...alphas.some((alpha) => alpha < 255) ? [pngChunk("tRNS", alphas)] : [],
  ];
  return joinBytes([SIGNATURE, pngChunk("IHDR", header), ...colours, pngChunk("IDAT", zlibSync(lines, { level: 9 })), pngChunk("IEND", new Uint8Array(0))]);
}

/** The number of arguments that every engine accepts in one call. */
const PIECE = 8192;

/** Returns bytes as base64. */
export function base64(bytes: Uint8Array): string {
  let text = "";
  for (let at = 0; at < bytes.length; at += PIECE) text += String.fromCharCode(...bytes.subarray(at, at + PIECE));
  return btoa(text);
}

/** Returns the pixels as the address of a PNG image. */
export const pngAddress = (pixels: Pixels): string => `data:image/png;base64,${base64(writePng(pixels))}`;

/** Returns the pixels of an image with such an address. Throws as `readPng` does. */
export const pixelsAt = (address: string): Pixels => readPng(Uint8Array.from(atob(address.slice(address.indexOf(",") + 1)), (letter) => letter.charCodeAt(0)));
