/** The newest picture of a kind, painted on a canvas of its own size whenever it or the theme changes. */
import { useEffect, useRef, useState, type RefObject } from "react";
import type { Frame } from "../../../core/latent/pictures";
import { PIXELS } from "../../../core/run/runConfig";
import type { PictureOf } from "../../state/frames";
import { usePanelParts } from "../context";
import { onThemeChange, pictureColours } from "../themeColours";
import { pixelsOn, putPixels } from "./pixelsOn";
import { paintTiles, ramp, tilingSize, type Tiling } from "./paint";

/** The layout and the pixels of a picture. */
export interface Tiles extends Tiling {
  readonly pixels: Uint8Array;
}

/**
 * Returns the canvas to place, and the step and number of its images (null: nothing). `arrange` returns the layout of a picture, or null for
 * none. `given`: a canvas that another component places.
 */
export function usePicture<K extends Frame["kind"]>(
  kind: K, arrange: (picture: PictureOf<K>) => Tiles | null, given?: RefObject<HTMLCanvasElement | null>,
): { canvas: RefObject<HTMLCanvasElement | null>; step: number | null; count: number } {
  const { frames } = usePanelParts();
  const own = useRef<HTMLCanvasElement>(null);
  const canvas = given ?? own;
  const layout = useRef(arrange);
  const [shown, setShown] = useState<{ step: number | null; count: number }>({ step: null, count: 0 });
  useEffect(() => {
    layout.current = arrange;
  });
  useEffect(() => {
    let last: Tiles | null = null;
    const paint = () => {
      if (!canvas.current) return;
      if (last) paintOn(canvas.current, last);
      else clear(canvas.current); // a picture of the run before
    };
    const stopFrames = frames.subscribe(kind, (picture) => {
      const tiles = picture && layout.current(picture);
      // The picture's buffer returns to the worker, but a change of theme needs the bytes again.
      last = tiles && tiles.pixels.length > 0 ? { ...tiles, pixels: tiles.pixels.slice() } : null;
      paint();
      setShown(last && picture ? { step: picture.step, count: last.count } : { step: null, count: 0 });
    });
    const stopTheme = onThemeChange(paint);
    return () => {
      stopFrames();
      stopTheme();
    };
  }, [frames, kind, canvas]);
  return { canvas, ...shown };
}

/** Returns the canvas to place for a small picture that was made earlier: images in two rows, or one image, [784] bytes each. Null: nothing. */
export function useSmallPicture(pixels: Uint8Array | null): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    const count = (pixels?.length ?? 0) / PIXELS;
    const paint = () => canvas.current && pixels && paintOn(canvas.current, { pixels, count, columns: Math.ceil(count / 2) });
    paint();
    return onThemeChange(paint);
  }, [pixels]);
  return canvas;
}

/** Paints the tiles and resizes the canvas to fit them. */
export function paintOn(canvas: HTMLCanvasElement, tiles: Tiles): void {
  const { width, height } = tilingSize(tiles);
  if (canvas.width !== width) canvas.width = width;
  if (canvas.height !== height) canvas.height = height;
  const image = new ImageData(width, height);
  const { paper, ink } = pictureColours();
  paintTiles(image.data, tiles.pixels, tiles, ramp(paper, ink));
  putPixels(canvas, image);
}

function clear(canvas: HTMLCanvasElement): void {
  canvas.getContext("2d")?.reset();
  pixelsOn.delete(canvas);
}
