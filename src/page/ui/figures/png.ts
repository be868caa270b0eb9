/** Converts SVG to PNG, enlarges pictures, and adds text chunks to PNG files. */
import { readsCanvas } from "../../../core/browser/readback";
import { wordsOf } from "../pictures/paint";
import type { Figure } from "./compose";
import { joinBytes } from "../../../core/bytes";
import type { Pixels } from "../../../core/png/readPng";
import { pngChunk as chunk } from "../../../core/png/writePng";

/** Most browsers cannot paint canvases with more pixels than this on a side. */
export const MAX_PIXELS = 8192;

/** Returns the scale at which a figure has at most `MAX_PIXELS` on a side. */
export const possibleScale = ({ width, height }: Pick<Figure, "width" | "height">, scale: number): number => Math.min(scale, MAX_PIXELS / width, MAX_PIXELS / height);

/** Thrown if a picture cannot be made because the browser hides the pixels of canvases from pages. */
export class HiddenPixels extends Error {}

/** Rejects with HiddenPixels if the browser hides the pixels of canvases from pages. */
export async function expectPixels(): Promise<void> {
  if (!(await readsCanvas())) throw new HiddenPixels("This browser hides the pixels of canvases.");
}

/**
 * Returns the figure as a PNG file. `wanted`: image pixels per CSS pixel, reduced to what the browser can paint. Rejects if the browser cannot paint
 * the figure, with HiddenPixels if it cannot be read.
 */
export async function rasterised({ svg, width, height }: Figure, wanted: number): Promise<Uint8Array<ArrayBuffer>> {
  await expectPixels();
  const scale = possibleScale({ width, height }, wanted);
  const url = URL.createObjectURL(new Blob([svg], { type: "image/svg+xml" }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement("canvas");
    canvas.width = Math.max(1, Math.round(width * scale));
    canvas.height = Math.max(1, Math.round(height * scale));
    canvas.getContext("2d")!.drawImage(image, 0, 0, canvas.width, canvas.height);
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/png"));
    if (!blob) throw new Error("The browser did not write the picture.");
    return new Uint8Array(await blob.arrayBuffer());
  } finally {
    URL.revokeObjectURL(url);
  }
}

/** Returns the image with each pixel as a square of `factor` pixels a side. */
export function enlarged({ width, height, data }: Pixels, factor: number): Pixels {
  const words = wordsOf(data);
  const image = { width: width * factor, height: height * factor, data: new Uint8ClampedArray(data.length * factor * factor) };
  const into = wordsOf(image.data);
  for (let y = 0, at = 0; y < image.height; y++) for (let x = 0; x < image.width; x++) into[at++] = words[Math.floor(y / factor) * width + Math.floor(x / factor)]!;
  return image;
}

/** The signature is followed by the header chunk: 4 bytes of length, 4 of type, 13 of content, 4 of checksum. */
const HEADER_END = 8 + 25;

/** Returns the PNG with UTF-8 texts by keyword (PNG, third edition, 11.3.3.4: iTXt, not compressed). */
export const withTexts = (png: Uint8Array, texts: Readonly<Record<string, string>>): Uint8Array<ArrayBuffer> =>
  withChunks(png, Object.entries(texts).map(([keyword, text]) => chunk("iTXt", new TextEncoder().encode(`${keyword}\0\0\0\0\0${text}`))));

const INCH_IN_METRES = 0.0254;

/** Returns the PNG with its resolution in dots per inch (PNG, third edition, 11.3.4.3: pHYs, in pixels per metre). */
export function withResolution(png: Uint8Array, dpi: number): Uint8Array<ArrayBuffer> {
  const content = new Uint8Array(9);
  const view = new DataView(content.buffer);
  view.setUint32(0, Math.round(dpi / INCH_IN_METRES));
  view.setUint32(4, Math.round(dpi / INCH_IN_METRES));
  view.setUint8(8, 1); // the unit is the metre
  return withChunks(png, [chunk("pHYs", content)]);
}

/** Returns the PNG with these chunks after its header. */
function withChunks(png: Uint8Array, chunks: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return joinBytes([png.subarray(0, HEADER_END), ...chunks, png.subarray(HEADER_END)]);
}
