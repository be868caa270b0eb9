/** Small canvases: an image in ink on paper, or signed numbers. They are repainted when the theme changes. */
import { useLayoutEffect, useRef } from "react";
import { useAllTexts } from "../context";
import { toBytes } from "../pictures/paint";
import { paintOn } from "../pictures/usePicture";
import { useThemeVersion } from "../themeColours";
import { largest, paintSigned, tilingOf } from "./signed";

/** Missing pixels have the value −1 and are drawn in this grey. */
const UNKNOWN = 0.4;

/** `pixels`: [784] in [0,1]. */
export function Picture({ pixels, name }: { readonly pixels: Float32Array; readonly name: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeVersion();
  useLayoutEffect(() => {
    const visible = pixels.map((value) => (value < 0 ? UNKNOWN : value));
    if (canvas.current) paintOn(canvas.current, { pixels: toBytes(visible), columns: 1, count: 1 });
  }, [pixels, theme]);
  return <span className="layers__frame" role="img" aria-label={name}><canvas ref={canvas} width={28} height={28} aria-hidden="true" /></span>;
}

/** `shape`: [units], or [side, side, channels]. */
export function SignedPicture({ values, shape, name }: { readonly values: Float32Array; readonly shape: readonly number[]; readonly name: string }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeVersion();
  useLayoutEffect(() => {
    const context = canvas.current?.getContext("2d");
    if (!context) return;
    const { width, height, place } = tilingOf(shape);
    context.canvas.width = width;
    context.canvas.height = height;
    const image = context.createImageData(width, height);
    paintSigned(image.data, values, largest(values), place);
    context.putImageData(image, 0, 0);
  }, [values, shape, theme]);
  return <span className="layers__frame" role="img" aria-label={name}><canvas ref={canvas} aria-hidden="true" /></span>;
}

/** A legend of both colours; by default, numbers below and above 0. */
export function SignedLegend({ below, above }: { readonly below?: string; readonly above?: string }) {
  const texts = useAllTexts().layers;
  return <p className="layers__legend"><span>{below ?? texts.below}</span><span className="layers__scale" aria-hidden="true" /><span>{above ?? texts.above}</span></p>;
}
