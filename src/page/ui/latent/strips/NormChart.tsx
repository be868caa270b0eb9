/** The norm of z along both paths, below their images: the straight line passes nearer to the origin than codes usually lie. */
import { Tex } from "../../equation/Tex";
import { coordinateText } from "../../numbers";
import { Space } from "../../kit/Between";
import { useLoadedTexts } from "../../kit/useLaterTexts";
import { stripTexts } from "./texts";

const HEIGHT = 100;

export function NormChart({ line, sphere, prior, d }: {
  readonly line: readonly number[]; readonly sphere: readonly number[];
  /** The typical norm of noise in d dimensions; null if codes do not have that norm. */ readonly prior: number | null; readonly d: number;
}) {
  const texts = useLoadedTexts(stripTexts).between;
  const top = 1.12 * Math.max(...line, ...sphere, prior ?? 0, 1e-9);
  const count = line.length;
  const y = (value: number) => HEIGHT * (1 - value / top);
  const path = (values: readonly number[]) =>
    values.map((value, i) => `${i === 0 ? "M" : "L"}${((100 * (i + 0.5)) / count).toFixed(2)} ${y(value).toFixed(2)}`).join("");
  const middle = (values: readonly number[]) => coordinateText(values[count >> 1] ?? 0);
  return (
    <figure className="norms">
      <div className="norms__chart">
        <svg viewBox={`0 0 100 ${HEIGHT}`} preserveAspectRatio="none" role="img" aria-label={texts.norms}>
          {prior !== null && <line className="norms__prior" x1="0" x2="100" y1={y(prior)} y2={y(prior)} />}
          <path className="norms__line" d={path(line)} />
          <path className="norms__sphere" d={path(sphere)} />
        </svg>
        <span className="norms__axis" aria-hidden="true">|z|</span>
        <span className="norms__zero" aria-hidden="true">0</span>
        {prior !== null && <span className="norms__root" style={{ top: `${y(prior)}%` }} aria-hidden="true"><Tex tex={`\\sqrt{${d}}`} decorative /></span>}
      </div>
      <figcaption className="strips__note">
        {texts.middle(middle(line), middle(sphere))}<Space />{prior !== null && <>{texts.prior(d, coordinateText(prior))}<Space /></>}
        <span className="strips__source">{texts.source}</span>
      </figcaption>
    </figure>
  );
}
