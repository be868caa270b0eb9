/**
 * Accuracy of a small classifier on test images, by the number of real training images and by what was added to them: a dot per repetition,
 * and the means as lines.
 */
import { meanOf } from "../../../../core/mean";
import type { Augmentation as Result, AugmentationRow } from "../../../../subject/measurements/augmentation/definition";
import { ticksIn } from "../../../../core/rounding";
import { useSize } from "../useSize";
import { MARKER_PATHS, Swatch } from "../../../ui/lossChart/Swatch";
import { countText, percentText } from "../../../ui/numbers";
import { roleColour, type Mark } from "../../../ui/palette";
import type { FigureProps } from "./useStudy";
import { Space } from "../../../ui/kit/Between";

type TrainingSet = Exclude<keyof AugmentationRow, "labels">;

const MARKS: Readonly<Record<TrainingSet | "samplesAlone", Mark>> = {
  real: { colour: roleColour("data"), dash: [], marker: "diamond" },
  moved: { colour: "--term-2", dash: [2, 2], marker: "square" },
  withSamples: { colour: roleColour("generator"), dash: [6, 3], marker: "circle" },
  samplesAlone: { colour: roleColour("generator"), dash: [1, 3], marker: "bar" },
};
const WAYS = ["real", "moved", "withSamples"] as const satisfies readonly TrainingSet[];

/** Margins for the numbers beside and below the plot, in CSS pixels. */
const MARGIN = { left: 46, right: 14, top: 26, bottom: 36 };

export function Augmentation({ measured, compared, panel: { augmentation: texts } }: FigureProps) {
  return (
    <figure className="study__figure" aria-label={texts.name}>
      <figcaption className="study__caption"><h3 className="panel-title">{texts.name}</h3></figcaption>
      {measured?.id !== "augmentation" ? <p className="study__wait">{texts.soon}</p> : (
        <Accuracies step={measured.step} result={measured.result} all={compared.flatMap((one) => (one.id === "augmentation" ? [one.result] : []))} texts={texts} />
      )}
    </figure>
  );
}

interface Props {
  readonly result: Result;
  /** The results of all figures that are compared. */
  readonly all: readonly Result[];
  readonly texts: FigureProps["panel"]["augmentation"];
}

function Accuracies({ step, result, all, texts }: Props & { readonly step: number }) {
  const { images, samples, steps, told, samplesAlone, rows } = result;
  const cell = (values: readonly number[]) => (
    <>{(100 * meanOf(values)).toFixed(1)} <small>{texts.range((100 * Math.min(...values)).toFixed(1), (100 * Math.max(...values)).toFixed(1))}</small></>
  );
  return (
    <>
      <p className="lesson__hint">{texts.from(countText(step), countText(samples), countText(images), countText(steps))}<Space />{told === null ? texts.toldAll : texts.told(countText(told))}</p>
      <ul className="study__legend">
        {([...WAYS, "samplesAlone"] as const).map((way) => <li key={way}><Swatch mark={MARKS[way]} /> {texts.ways[way]}</li>)}
      </ul>
      <Plot result={result} all={all} texts={texts} />
      <div className="study__scroll" tabIndex={0} role="group" aria-label={texts.table}>
        <table className="lesson__table study__percentages">
          <thead><tr><th scope="col">{texts.labels}</th>{WAYS.map((way) => <th key={way} scope="col">{texts.ways[way]}</th>)}</tr></thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.labels}><th scope="row">{countText(row.labels)}</th>{WAYS.map((way) => <td key={way}>{cell(row[way])}</td>)}</tr>
            ))}
            <tr><th scope="row">0</th><td>–</td><td>–</td><td>{cell(samplesAlone)}</td></tr>
          </tbody>
        </table>
      </div>
    </>
  );
}

function Plot({ result, all: compared, texts }: Props) {
  const [element, size] = useSize<HTMLDivElement>();
  const [width, height] = [Math.max(1, size.width - MARGIN.left - MARGIN.right), Math.max(1, size.height - MARGIN.top - MARGIN.bottom)];
  const { samplesAlone, rows } = result;
  const all = [result, ...compared].flatMap((one) => [...one.samplesAlone, ...one.rows.flatMap((row) => WAYS.flatMap((way) => row[way]))]);
  const [from, to] = [Math.floor(20 * Math.min(...all) - 0.5) / 20, Math.ceil(20 * Math.max(...all) + 0.5) / 20];
  const logs = rows.map(({ labels }) => Math.log(labels));
  const [first, last] = [Math.min(...logs), Math.max(...logs)];
  const left = (labels: number) => width * (0.06 + 0.88 * (Math.log(labels) - first) / (last - first));
  const top = (share: number) => height * (to - share) / (to - from);
  return (
    <div className="study__plot" ref={element} aria-hidden="true">
      <svg width={size.width} height={size.height}>
        <g transform={`translate(${MARGIN.left} ${MARGIN.top})`}>
          <g className="study__axes">
            <rect width={width} height={height} />
            {rows.map(({ labels }) => <text key={labels} x={left(labels)} y={height + 16} textAnchor="middle">{countText(labels)}</text>)}
            {ticksIn(from, to).map((tick) => <text key={tick} x={-8} y={top(tick)} dy="0.32em" textAnchor="end">{percentText(tick)}</text>)}
            <text x={width} y={height + 32} textAnchor="end">{texts.labels} →</text>
            <text x={-MARGIN.left + 4} y={-10}>↑ {texts.accuracy}</text>
          </g>
          <path className="study__line" d={`M0,${top(meanOf(samplesAlone))}H${width}`} style={lineOf(MARKS.samplesAlone)} />
          {WAYS.map((way) => (
            <g key={way} style={{ color: `var(${MARKS[way].colour})` }}>
              <path className="study__line" d={`M${rows.map((row) => `${left(row.labels)},${top(meanOf(row[way]))}`).join("L")}`} style={lineOf(MARKS[way])} />
              {rows.flatMap((row) => row[way].map((share, i) => <circle key={`${row.labels} ${i}`} className="study__dot" cx={left(row.labels)} cy={top(share)} r={1.8} />))}
              {rows.map((row) => <path key={row.labels} className="study__mark" d={MARKER_PATHS[MARKS[way].marker]} transform={`translate(${left(row.labels)} ${top(meanOf(row[way]))})`} />)}
            </g>
          ))}
        </g>
      </svg>
    </div>
  );
}

const lineOf = ({ colour, dash }: Mark) => ({ color: `var(${colour})`, strokeDasharray: dash.join(" ") || undefined });
