/** What canvases show, as pixels. Figures that are saved have them from here, because some browsers hide the pixels of canvases from pages. */
import type { Pixels } from "../../../core/png/readPng";
import { wordsOf } from "./paint";

/** For each canvas of pictures, a function that returns what it shows; null: nothing. */
export const pixelsOn = new WeakMap<Element, () => Pixels | null>();

/** Paints an image of the canvas' own size. */
export function putPixels(canvas: HTMLCanvasElement, image: ImageData): void {
  canvas.getContext("2d")?.putImageData(image, 0, 0);
  pixelsOn.set(canvas, () => image);
}

/** Where an image lies on a canvas of its size, as shares of the canvas' width and height. */
export interface Placed {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Returns an image that is drawn elsewhere on a canvas of its size, without smoothing. */
export function moved({ width, height, data }: Pixels, to: Placed): Pixels {
  const image = { width, height, data: new Uint8ClampedArray(data.length) };
  const [from, into] = [wordsOf(data), wordsOf(image.data)];
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
    const column = Math.floor(width * (((x + 0.5) / width - to.left) / to.width)), row = Math.floor(height * (((y + 0.5) / height - to.top) / to.height));
    if (column >= 0 && column < width && row >= 0 && row < height) into[y * width + x] = from[row * width + column]!;
  }
  return image;
}
