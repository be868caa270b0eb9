/** A square of the plane as a heat map, with points on it and the legend of its colours below. */
import { useEffect, useRef } from "react";
import { CIVIDIS, paintHeat, type Scale } from "./heat";
import { dotsPath } from "./compare";
import { Subscripts } from "../kit/Subscripts";
import { putPixels } from "../pictures/pixelsOn";

interface HeatMapProps {
  readonly title: string;
  /** A description with the main numbers, for screen readers. */
  readonly name: string;
  readonly side: number;
  readonly extent: number;
  /** [side²], row by row from the top; null: not known yet. */
  readonly values: Float32Array | null;
  readonly scale: Scale;
  /** Labels for the first, the middle and the last colour. */
  readonly ends: readonly string[];
  readonly unit: string;
  /** [n,2]. */
  readonly dots?: Float32Array | null;
  /** The point decoded at the reader's position. */
  readonly here?: readonly [number, number] | null;
}

export function HeatMap({ title, name, side, extent, values, scale, ends, unit, dots, here }: HeatMapProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { from, to, root } = scale;
  useEffect(() => {
    if (!canvas.current) return;
    const image = new ImageData(side, side);
    if (values) paintHeat(image.data, values, { from, to, root });
    putPixels(canvas.current, image);
  }, [side, values, from, to, root]);
  const share = (value: number) => `${100 * Math.min(1, Math.max(0, (value / extent + 1) / 2))}%`;
  return (
    <div className="density">
      <p className="density__title"><Subscripts of={title} /></p>
      <div className="density__frame" role="img" aria-label={name}>
        <canvas ref={canvas} className="density__heat" width={side} height={side} aria-hidden="true" />
        {dots && (
          <svg className="density__dots" viewBox="0 0 1 1" aria-hidden="true"><path d={dotsPath(dots, extent)} /></svg>
        )}
        {here && <span className="density__here" aria-hidden="true" style={{ left: share(here[0]), top: share(-here[1]) }} />}
      </div>
      <div className="density__legend" aria-hidden="true">
        <span className="density__bar" style={{ background: `linear-gradient(90deg, ${CIVIDIS.join(", ")})` }} />
        <span className="density__ends">{ends.map((end) => <span key={end}>{end}</span>)}</span>
        <span className="density__unit">{unit}</span>
      </div>
    </div>
  );
}
