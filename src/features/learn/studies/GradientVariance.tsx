/** The variance of each gradient estimator on a logarithmic scale, beside the squared gradient. */
import type { CSSProperties } from "react";
import { countText, lossText } from "../../../ui/numbers";
import type { FigureProps } from "./useStudy";

const ESTIMATORS = ["reparameterised", "baseline", "score"] as const;

export function GradientVariance({ measured, panel: { gradient: texts } }: FigureProps) {
  return (
    <figure className="study__figure" aria-label={texts.name}>
      <figcaption className="study__caption"><h3 className="panel-title">{texts.name}</h3></figcaption>
      {measured?.id !== "gradient-variance" ? <p className="study__wait">{texts.soon}</p> : <Variances step={measured.step} {...measured.result} texts={texts} />}
    </figure>
  );
}

interface Props {
  readonly step: number;
  readonly images: number;
  readonly draws: number;
  readonly squaredGradient: number;
  readonly variances: Readonly<Record<(typeof ESTIMATORS)[number], number>>;
  readonly texts: FigureProps["panel"]["gradient"];
}

function Variances({ step, images, draws, squaredGradient, variances, texts }: Props) {
  const bars = [{ id: "gradient", name: texts.gradient, value: squaredGradient, draws: null },
    ...ESTIMATORS.map((id) => ({ id, name: texts.estimators[id], value: variances[id], draws: variances[id] / variances.reparameterised }))];
  const values = bars.map(({ value }) => Math.log10(Math.max(value, 1e-12)));
  const from = Math.floor(Math.min(...values)) - 0.5;
  const to = Math.ceil(Math.max(...values));
  return (
    <>
      <p className="lesson__hint">{texts.from(countText(step), countText(images), countText(draws))}</p>
      <div className="study__scroll" tabIndex={0} role="group" aria-label={texts.name}>
        <table className="lesson__table study__bars">
          <thead><tr><th scope="col">{texts.estimate}</th><td aria-hidden="true">{texts.scale}</td><th scope="col">{texts.variance}</th><th scope="col">{texts.draws}</th></tr></thead>
          <tbody>
            {bars.map(({ id, name, value, draws: equal }, i) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td aria-hidden="true"><span className="study__bar" data-of={id} style={{ "--share": (values[i]! - from) / (to - from) } as CSSProperties} /></td>
                <td>{lossText(value)}</td><td>{equal === null ? "–" : countText(Math.round(equal))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
