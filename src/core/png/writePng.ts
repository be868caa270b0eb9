/** Encodes pixels as PNG files without a canvas, so that the files are the same in every browser (PNG, third edition). */
import { zlibSync } from "fflate";
import { joinBytes } from "../bytes";
import { crc32 } from "../crc32";
import type { Pixels } from "./readPng";

const SIGNATURE = Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a);
/** 8 bits a sample; red, green, blue, alpha. */
const RGBA_8 = [8, 6] as const;

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

/** Returns the pixels as a PNG file: RGBA, not interlaced, without filters, as pictures of few colours need none. */
export function writePng({ width, height, data }: Pixels): Uint8Array<ArrayBuffer> {
  const header = new Uint8Array(13);
  const view = new DataView(header.buffer);
  view.setUint32(0, width);
  view.setUint32(4, height);
  header.set(RGBA_8, 8);
  const stride = 4 * width;
  const lines = new Uint8Array(height * (stride + 1));
  for (let y = 0; y < height; y++) lines.set(data.subarray(y * stride, (y + 1) * stride), y * (stride + 1) + 1);
  return joinBytes([SIGNATURE, pngChunk("IHDR", header), pngChunk("IDAT", zlibSync(lines, { level: 9 })), pngChunk("IEND", new Uint8Array(0))]);
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
