/** The first points of a batch where they lie, on a line or, with their numbers, in the plane. */
import type { PointsDefinition } from "../../core/data";
import { coordinateText } from "../../ui/numbers";

interface Props {
  /** [n, width]. */
  readonly x: Float32Array;
  readonly data: PointsDefinition;
  /** What the k-th is called, counted from 1. */
  nameOf(k: string): string;
}

export function Points({ x, data: { width, extent }, nameOf }: Props) {
  const share = (value: number) => 100 * Math.min(1, Math.max(0, (value / extent + 1) / 2));
  const points = Array.from({ length: x.length / width }, (_, i) => [...x.subarray(i * width, (i + 1) * width)]);
  const height = width === 2 ? 100 : 14;
  return (
    <svg className="slow__points" viewBox={`0 0 100 ${height}`}>
      {width === 1 && <line x2={100} y1={height / 2} y2={height / 2} />}
      {points.map(([across, up], i) => (
        <g key={i} role="img" aria-label={`${nameOf(String(i + 1))}: ${points[i]!.map(coordinateText).join(", ")}`}
          transform={`translate(${share(across!)} ${up === undefined ? height / 2 : 100 - share(up)})`}>
          <circle r={1.1} />{width === 2 && <text x={1.8} y={-1.4}>{i + 1}</text>}
        </g>
      ))}
    </svg>
  );
}
