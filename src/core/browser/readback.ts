/**
 * Whether pixels that are read from a canvas are those that were painted. Browsers that resist fingerprinting (Tor Browser, LibreWolf, Mullvad,
 * Brave, Safari's private windows) give noise instead, or change some values by 1.
 */
import { readPng, type Pixels } from "../png/readPng";

const SIDE = 64;
/** The multiplier and increment of a linear congruential generator modulo 2³². */
const [MULTIPLIER, INCREMENT] = [1664525, 1013904223];

/** Returns opaque pixels without a pattern: browsers leave those of one colour as they are. */
export function knownPixels(): Pixels {
  const data = new Uint8ClampedArray(4 * SIDE * SIDE);
  for (let i = 0, state = 1; i < data.length; i++) {
    state = (Math.imul(state, MULTIPLIER) + INCREMENT) >>> 0;
    data[i] = i % 4 === 3 ? 255 : state >>> 24;
  }
  return { width: SIDE, height: SIDE, data };
}

/** Returns whether two images are the same to the bit. */
export const samePixels = (a: Pixels, b: Pixels): boolean => a.width === b.width && a.height === b.height && a.data.every((value, i) => value === b.data[i]);

const newCanvas = (): HTMLCanvasElement | OffscreenCanvas =>
  (typeof document === "undefined" ? new OffscreenCanvas(SIDE, SIDE) : Object.assign(document.createElement("canvas"), { width: SIDE, height: SIDE }));

async function isTrue(): Promise<boolean> {
  const known = knownPixels();
  const [painted, copied] = [newCanvas(), newCanvas()];
  const [first, second] = [painted, copied].map((canvas) => canvas.getContext("2d", { willReadFrequently: true }) as CanvasRenderingContext2D | OffscreenCanvasRenderingContext2D);
  first!.putImageData(new ImageData(known.data, SIDE, SIDE), 0, 0);
  second!.drawImage(painted, 0, 0);
  if (!samePixels(second!.getImageData(0, 0, SIDE, SIDE), known)) return false;
  const file = await ("convertToBlob" in copied ? copied.convertToBlob() : new Promise<Blob | null>((resolve) => copied.toBlob(resolve)));
  return file !== null && samePixels(readPng(new Uint8Array(await file.arrayBuffer())), known);
}

let answer: Promise<boolean> | undefined;

/** Resolves to whether the pixels of canvases can be read here, in the page or in a worker. It is tried once; false also if there is no canvas. */
export const readsCanvas = (): Promise<boolean> => (answer ??= isTrue().catch(() => false));
