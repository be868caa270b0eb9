/** Consecutive images of a strip, side by side. Empty until there are any. */
import { useLayoutEffect, useRef } from "react";
import { SIDE } from "../../../../core/run/runConfig";
import { paintOn } from "../../pictures/usePicture";
import { useThemeVersion } from "../../themeColours";
import type { Strip } from "./useStrip";

export function StripCanvas({ strip, first, count }: { readonly strip: Strip | null; readonly first: number; readonly count: number }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const theme = useThemeVersion();
  useLayoutEffect(() => {
    if (canvas.current && strip) paintOn(canvas.current, { pixels: strip.pixels, first, count, columns: count });
  }, [strip, first, count, theme]);
  return <canvas ref={canvas} className="strip__canvas" width={SIDE * count} height={SIDE} aria-hidden="true" hidden={!strip} />;
}
