/** A small curve within a line of text: one value per epoch, the last one marked. It is empty until there are two values. */
import { barLength } from "../bars";

const WIDTH = 44;
const HEIGHT = 12;
const EDGE = 2;

interface SparklineProps {
  readonly name: string;
  readonly values: readonly number[];
  /** The value at the top. */
  readonly top: number;
}

export function Sparkline({ name, values, top }: SparklineProps) {
  if (values.length < 2) return null;
  const x = (i: number) => EDGE + (i / (values.length - 1)) * (WIDTH - 2 * EDGE);
  const y = (value: number) => HEIGHT - EDGE - barLength(value, top) * (HEIGHT - 2 * EDGE);
  const points = values.map((value, i) => `${x(i).toFixed(1)},${y(value).toFixed(1)}`);
  return (
    <svg className="sparkline" viewBox={`0 0 ${WIDTH} ${HEIGHT}`} width={WIDTH} height={HEIGHT} role="img" aria-label={name}>
      <title>{name}</title>
      <polyline points={points.join(" ")} />
      <circle cx={x(values.length - 1)} cy={y(values.at(-1)!).toFixed(1)} r={EDGE} />
    </svg>
  );
}
