/** A square canvas that is repainted when its content or the theme changes, and the painting of ink. */
import { useLayoutEffect, useRef, type RefObject } from "react";
import { useThemeVersion } from "../themeColours";
import { ramp, wordsOf, type Rgb } from "./paint";

/**
 * Returns a canvas to place, which is painted again when `paint` or the theme changes. `paint` fills RGBA data of size × size; it must be the
 * same function as long as the picture is the same. Null: nothing.
 */
export function usePainted(size: number, paint: ((data: Uint8ClampedArray) => void) | null): RefObject<HTMLCanvasElement | null> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeVersion();
  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const image = context.createImageData(size, size);
    paint?.(image.data);
    context.putImageData(image, 0, 0);
  }, [size, paint, theme]);
  return canvas;
}

/** Writes a grey image to RGBA `data`, from the colour of paper to that of ink. `ink`: values in [0,1], one per pixel of `data`. */
export function paintInk(data: Uint8ClampedArray, ink: Float32Array, { paper, ink: black }: { readonly paper: Rgb; readonly ink: Rgb }): void {
  const points = wordsOf(data);
  const colours = ramp(paper, black);
  ink.forEach((value, i) => { points[i] = colours[Math.round(255 * value)]!; });
}
