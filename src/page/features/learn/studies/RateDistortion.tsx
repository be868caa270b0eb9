/** Rate and distortion of every measured run, with lines of constant sum, −ELBO. */
import { useEffect } from "react";
import { ticksIn } from "../../../../core/rounding";
import { newestOf } from "../../../state/measured";
import type { RatePoint } from "../slice";
import { usePanelParts, useStore, useTexts } from "../../../ui/context";
import { modelName } from "../../../ui/presetTexts";
import { SureButton } from "../../../ui/kit/SureButton";
import { useSize } from "../useSize";
import { countText, lossText, settingText } from "../../../ui/numbers";
import { boxOf, lineOf, placesIn, ratePointOf, withPoint, type Box } from "./rateDistortion";
import type { FigureProps } from "./useStudy";

/** Margins for the numbers beside and below the plot, in CSS pixels. */
const MARGIN = { left: 46, right: 14, top: 26, bottom: 36 };

/** Returns the current run's point once its codes have been measured for the study. */
function useRatePoint(counts: boolean): RatePoint | null {
  const begun = useStore((state) => state.begun);
  const codes = useStore((state) => newestOf("codes", state));
  return counts && codes ? ratePointOf(begun, codes) : null;
}

export function RateDistortion({ open: { suits, counts }, panel: { rateDistortion: texts } }: FigureProps) {
  const { store } = usePanelParts();
  const { models } = useTexts();
  const points = useStore(({ studyNotes }) => studyNotes.points);
  const shown = useRatePoint(suits && counts);
  useEffect(() => {
    if (shown) store.setState(({ studyNotes }) => ({ studyNotes: { ...studyNotes, points: withPoint(studyNotes.points, shown) } }));
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the point is the run at its step, a new object in each render
  }, [store, shown?.run, shown?.step]);
  const sorted = points.toSorted((a, b) => a.beta - b.beta || a.rate - b.rate);
  return (
    <figure className="study__figure" aria-label={texts.name}>
      <figcaption className="study__caption"><h3 className="panel-title">{texts.name}</h3></figcaption>
      <Plot points={sorted} run={shown?.run ?? null} texts={texts} />
      {points.length > 0 && (
        <>
          <div className="study__scroll" tabIndex={0} role="group" aria-label={texts.table}>
            <table className="lesson__table">
              <thead><tr><th scope="col">β</th><th scope="col">{texts.model}</th><th scope="col">d</th><th scope="col">{texts.step}</th><th scope="col">R</th><th scope="col">D</th><th scope="col">R + D</th></tr></thead>
              <tbody>
                {sorted.map((one) => (
                  <tr key={one.run} data-here={one.run === shown?.run || undefined}>
                    <th scope="row">{settingText(one.beta)}</th><td translate="no">{modelName({ models }, one.model)}</td><td>{one.latent}</td><td>{countText(one.step)}</td>
                    <td>{lossText(one.rate)}</td><td>{lossText(one.distortion)}</td><td>{lossText(one.rate + one.distortion)}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <SureButton className="study__clear" ask={texts.clear} sure={texts.clearSure(points.length)}
            onSure={() => store.setState(({ studyNotes }) => ({ studyNotes: { ...studyNotes, points: [] } }))} />
        </>
      )}
    </figure>
  );
}

interface PlotProps {
  readonly points: readonly RatePoint[];
  /** The current run. */
  readonly run: string | null;
  readonly texts: FigureProps["panel"]["rateDistortion"];
}

function Plot({ points, run, texts }: PlotProps) {
  const [element, size] = useSize<HTMLDivElement>();
  const [width, height] = [Math.max(1, size.width - MARGIN.left - MARGIN.right), Math.max(1, size.height - MARGIN.top - MARGIN.bottom)];
  const box = boxOf(points);
  const { left, top } = placesIn(box, width, height);
  return (
    <div className="study__plot" ref={element} aria-hidden="true">
      <svg width={size.width} height={size.height}>
        <g transform={`translate(${MARGIN.left} ${MARGIN.top})`}>
          <Axes box={box} width={width} height={height} texts={texts} />
          {ticksIn(box.rate[0] + box.distortion[0], box.rate[1] + box.distortion[1]).map((sum) => {
            const line = lineOf(box, sum);
            return line && (
              <g key={sum} className="study__sum">
                <line x1={left(line[0][0])} y1={top(line[0][1])} x2={left(line[1][0])} y2={top(line[1][1])} />
                <text x={left(line[0][0]) + 8} y={top(line[0][1]) + 14}>{sum}</text>
              </g>
            );
          })}
          {points.map((one) => (
            <g key={one.run} className="study__point" data-here={one.run === run || undefined} transform={`translate(${left(one.rate)} ${top(one.distortion)})`}>
              <circle r={5} /><text x={9} y={-7}>β = {settingText(one.beta)}</text>
            </g>
          ))}
        </g>
      </svg>
    </div>
  );
}

function Axes({ box: { rate, distortion }, width, height, texts }: { readonly box: Box; readonly width: number; readonly height: number; readonly texts: PlotProps["texts"] }) {
  const { left, top } = placesIn({ rate, distortion }, width, height);
  return (
    <g className="study__axes">
      <rect width={width} height={height} />
      {ticksIn(...rate).map((tick) => <text key={tick} x={left(tick)} y={height + 16} textAnchor="middle">{tick}</text>)}
      {ticksIn(...distortion).map((tick) => <text key={tick} x={-8} y={top(tick)} dy="0.32em" textAnchor="end">{tick}</text>)}
      <text x={width} y={height + 32} textAnchor="end">{texts.rate} →</text>
      <text x={-MARGIN.left + 4} y={-10}>↑ {texts.distortion}</text>
      <text x={width} y={-10} textAnchor="end">{texts.sum}</text>
    </g>
  );
}
