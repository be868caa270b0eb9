/** The variance of each gradient estimator on a logarithmic scale, beside the squared gradient. */
import type { CSSProperties } from "react";
import type { GradientVariance as Result } from "../../../../subject/measurements/gradient-variance/definition";
import { logAxis, logBarLength } from "../../../ui/bars";
import { countText, lossText } from "../../../ui/numbers";
import type { FigureProps } from "./useStudy";

const ESTIMATORS = ["reparameterised", "baseline", "score"] as const;

/** What a measurement shows as bars. */
const valuesOf = ({ squaredGradient, variances }: Result): readonly number[] => [squaredGradient, ...ESTIMATORS.map((id) => variances[id])];

export function GradientVariance({ measured, compared, panel: { gradient: texts } }: FigureProps) {
  return (
    <figure className="study__figure" aria-label={texts.name}>
      <figcaption className="study__caption"><h3 className="panel-title">{texts.name}</h3></figcaption>
      {measured?.id !== "gradient-variance" ? <p className="study__wait">{texts.soon}</p> : (
        <Variances step={measured.step} result={measured.result} all={compared.flatMap((one) => (one.id === "gradient-variance" ? valuesOf(one.result) : []))} texts={texts} />
      )}
    </figure>
  );
}

interface Props {
  readonly step: number;
  readonly result: Result;
  /** The values of all tables that are compared. */
  readonly all: readonly number[];
  readonly texts: FigureProps["panel"]["gradient"];
}

function Variances({ step, result, all, texts }: Props) {
  const { images, draws, squaredGradient, variances } = result;
  const bars = [{ id: "gradient", name: texts.gradient, value: squaredGradient, draws: null },
    ...ESTIMATORS.map((id) => ({ id, name: texts.estimators[id], value: variances[id], draws: variances[id] / variances.reparameterised }))];
  const axis = logAxis([...all, ...valuesOf(result)]);
  return (
    <>
      <p className="lesson__hint">{texts.from(countText(step), countText(images), countText(draws))}</p>
      <div className="study__scroll" tabIndex={0} role="group" aria-label={texts.name}>
        <table className="lesson__table study__bars">
          <thead><tr><th scope="col">{texts.estimate}</th><td aria-hidden="true">{texts.scale}</td><th scope="col">{texts.variance}</th><th scope="col">{texts.draws}</th></tr></thead>
          <tbody>
            {bars.map(({ id, name, value, draws: equal }) => (
              <tr key={id}>
                <th scope="row">{name}</th>
                <td aria-hidden="true"><span className="study__bar" data-of={id} style={{ "--share": logBarLength(value, axis) } as CSSProperties} /></td>
                <td>{lossText(value)}</td><td>{equal === null ? "–" : countText(Math.round(equal))}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </>
  );
}
