/**
 * A loss curve as guessed by the reader and as produced by the run, on the same axes. It replaces the loss chart, which a button brings back;
 * in narrow windows it is inside the lesson, because the loss chart is far below. It is drawn with one stroke. For keys and screen readers each
 * point is also a slider, which stands between the lesson's question and its button.
 */
import { useMemo, useState, useSyncExternalStore, type PointerEvent, type ReactNode } from "react";
import { createPortal } from "react-dom";
import { lossColumns } from "../../../../core/model/model";
import { equationsOf, unitsOf } from "../../../equations/equation";
import type { CurveQuestion } from "../../../../course/lessons/lesson";
import { useStore, useTexts } from "../../../ui/context";
import { useNarrow } from "../../../ui/kit/useMedia";
import { LESSON_CHART } from "../../../ui/layout/Learn";
import { countText, lossText } from "../../../ui/numbers";
import { marksOf } from "../../../ui/palette";
import { useModel } from "../../../ui/useModel";
import { drawn, left, pathOf, top, valueStep, type Axes, type Points } from "./guessCurve";
import type { RunCurve } from "../lessonRuns";
import { useSize } from "../useSize";
import type { OpenLesson } from "./useLesson";

interface Props {
  readonly question: CurveQuestion;
  readonly panel: OpenLesson["panel"];
  /** The value at the question's first step, which the reader has seen; null: no step before the question is known. */
  readonly known?: number | null;
  /** The reader's guess; null: none. */
  readonly guess: readonly number[] | null;
  /** The run's curve; null: the current run is another one. */
  readonly run?: RunCurve | null;
  /** The guess of the person who sent the link. */
  readonly linked?: readonly number[] | null;
  /** Absent: the curve cannot be drawn. */
  readonly onDraw?: (values: readonly number[]) => void;
}

/** Margins for the numbers beside and below the plot, in CSS pixels. */
const MARGIN = { left: 44, right: 20, top: 28, bottom: 30 };

/** The element may come in the same rendering as the lesson: React looks for it again after that. */
const neverChanges = () => () => undefined;

export function GuessChart(props: Props) {
  const place = useSyncExternalStore(neverChanges, () => document.getElementById(LESSON_CHART));
  const narrow = useNarrow();
  const [all, setAll] = useState(false);
  const { chart } = props.panel;
  const tab = (of: boolean, name: string): ReactNode =>
    <button type="button" className="loss-chart__data" aria-pressed={all === of} onClick={() => setAll(of)}>{name}</button>;
  const [focused, setFocused] = useState<number | null>(null);
  const plot = <Plot {...props} focused={focused} />;
  const keys = props.onDraw && !(all && !narrow) && <Sliders {...props} onDraw={props.onDraw} onFocus={setFocused} />;
  if (narrow) return <div className="guess">{keys}{plot}</div>;
  return (
    <>
      {keys}
      {place && createPortal(
        <div className="guess" data-all={all || undefined}>
          <div className="guess__tabs" role="group" aria-label={chart.tabs}>{tab(false, chart.mine)}{tab(true, chart.all)}</div>
          {!all && plot}
        </div>, place,
      )}
    </>
  );
}

/** The values from which the reader draws. Nothing of them is shown until there is a guess. */
const valuesOf = ({ question: { at, max }, guess, known = null }: Props): readonly number[] => guess ?? at.map(() => known ?? max / 2);

/** Returns a curve's name, and whether its unit is the nat. */
export function useCurveName(column: string): { readonly name: string; readonly hasUnit: boolean } {
  const { models } = useTexts();
  const model = useModel();
  const h = useStore((state) => state.config.hyperparameters);
  const units = useMemo(() => unitsOf(equationsOf(model, h)), [model, h]);
  return { name: models.terms[column]?.name ?? column, hasUnit: units.get(column) === "nats/image" };
}

interface SlidersProps extends Props {
  onDraw(values: readonly number[]): void;
  /** The focused point is marked in the chart. */
  onFocus(point: number | null): void;
}

function Sliders({ onDraw, onFocus, ...props }: SlidersProps) {
  const { question: { column, max, at }, panel: { chart, readings }, guess, known = null } = props;
  const { name, hasUnit } = useCurveName(column);
  const values = valuesOf(props);
  const valueText = (value: number) => (hasUnit ? readings.nats(lossText(value)) : lossText(value));
  return (
    <div className="visually-hidden" role="group" aria-label={chart.name(name)}>
      {at.map((step, i) => (i === 0 && known !== null ? null : (
        <input key={step} type="range" className="guess__slider" min={0} max={max} step={valueStep(max)} value={values[i]}
          aria-label={chart.point(name, countText(step))} aria-valuetext={guess ? valueText(values[i]!) : chart.toDraw}
          onFocus={() => onFocus(i)} onBlur={() => onFocus(null)}
          onChange={({ target }) => onDraw(values.map((value, k) => (k === i ? target.valueAsNumber : value)))} />
      )))}
    </div>
  );
}

function Plot({ focused, ...props }: Props & { readonly focused: number | null }) {
  const { question: { column, max, at }, panel: { chart }, guess, known = null, run = null, linked = null, onDraw } = props;
  const model = useModel();
  const { name, hasUnit } = useCurveName(column);
  const [element, { width, height }] = useSize<HTMLElement>();
  const [hand, setHand] = useState<readonly [number, number] | null>(null);
  const colour = marksOf(lossColumns(model)).get(column)?.colour ?? "--ink";
  const axes: Axes = {
    width: Math.max(1, width - MARGIN.left - MARGIN.right), height: Math.max(1, height - MARGIN.top - MARGIN.bottom),
    from: at[0]!, to: at.at(-1)!, max,
  };
  const values = valuesOf(props);
  const points: Points = at.map((step, i) => [step, values[i]!]);
  const linkedPoints: Points = linked ? at.map((step, i) => [step, linked[i] ?? 0]) : [];
  const placeOf = ({ nativeEvent, currentTarget }: PointerEvent): readonly [number, number] => {
    const box = currentTarget.getBoundingClientRect();
    return [nativeEvent.clientX - box.left, nativeEvent.clientY - box.top];
  };
  const stroke = (from: readonly [number, number], to: readonly [number, number]) => {
    setHand(to);
    onDraw?.(drawn(axes, at, values, from, to, known));
  };
  const down = (event: PointerEvent) => {
    event.currentTarget.setPointerCapture(event.pointerId);
    stroke(placeOf(event), placeOf(event));
  };
  return (
    <figure className="guess__plot" ref={element} aria-label={chart.name(name)}>
      <svg width={width} height={height} aria-hidden="true">
        <g transform={`translate(${MARGIN.left} ${MARGIN.top})`}>
          <Grid axes={axes} at={at} stepWord={chart.step} name={hasUnit ? chart.inNats(name) : name} />
          {run?.raw && <path className="guess__run guess__run--raw" d={pathOf(axes, run.raw)} style={{ stroke: `var(${colour})` }} />}
          <path className="guess__run" d={pathOf(axes, run?.smoothed ?? [])} style={{ stroke: `var(${colour})` }} />
          <path className="guess__linked" d={pathOf(axes, linkedPoints)} />
          {guess ? <path className="guess__guess" d={pathOf(axes, points)} /> : onDraw && (
            <text className="guess__hint" x={axes.width / 2} y={axes.height / 2} textAnchor="middle">{chart.here}</text>
          )}
          {points.map(([step, value], i) => {
            const place = { className: "guess__point", "data-focused": focused === i || undefined };
            if (i === 0 && known !== null) return <Known key={step} axes={axes} step={step} value={known} chart={chart} />;
            if (guess) return <circle key={step} {...place} cx={left(axes, step)} cy={top(axes, value)} r={onDraw ? 6 : 3.5} />;
            return onDraw && <rect key={step} {...place} x={left(axes, step) - 0.5} width={1} height={axes.height} />;
          })}
          <Labels axes={axes} chart={chart} guess={guess ? points : null} run={run} linked={linked !== null} colour={colour} name={name} />
        </g>
      </svg>
      {onDraw && (
        <div className="guess__area" style={{ left: MARGIN.left, top: MARGIN.top, width: axes.width, height: axes.height }}
          onPointerDown={down} onPointerMove={(event) => { if (hand) stroke(hand, placeOf(event)); }}
          onPointerUp={() => setHand(null)} onPointerCancel={() => setHand(null)} />
      )}
    </figure>
  );
}

interface KnownProps {
  readonly axes: Axes;
  readonly step: number;
  readonly value: number;
  readonly chart: OpenLesson["panel"]["chart"];
}

/** The run's value at the first step, from which the guess starts. */
function Known({ axes, step, value, chart }: KnownProps) {
  const [x, y] = [left(axes, step), top(axes, value)];
  return (
    <g className="guess__known">
      <circle cx={x} cy={y} r={5} />
      <text x={x + 10} y={y < 20 ? y + 18 : y - 10}>{chart.known(lossText(value), countText(step))}</text>
    </g>
  );
}

const LINES = 5;

interface GridProps {
  readonly axes: Axes;
  readonly at: readonly number[];
  readonly stepWord: string;
  /** The name of the vertical axis, with its unit. */
  readonly name: string;
}

function Grid({ axes, at, stepWord, name }: GridProps) {
  const values = Array.from({ length: LINES + 1 }, (_, i) => (axes.max * i) / LINES);
  // Numbers that would overlap are left out.
  const shown = at.filter((step, i) => i === 0 || i === at.length - 1 || left(axes, step) - left(axes, at[0]!) > 70 && axes.width - left(axes, step) > 40);
  return (
    <g className="guess__grid">
      <text x={-MARGIN.left + 4} y={-12}>↑ {name}</text>
      {values.map((value) => (
        <g key={value} transform={`translate(0 ${top(axes, value)})`}>
          <line x2={axes.width} /><text x={-8} dy="0.32em" textAnchor="end">{Number(value.toPrecision(4))}</text>
        </g>
      ))}
      {shown.map((step, i) => (
        <text key={step} x={left(axes, step)} y={axes.height + 20} textAnchor={i === 0 ? "start" : i === shown.length - 1 ? "end" : "middle"}>
          {i === 0 ? `${stepWord} ${step}` : countText(step)}
        </text>
      ))}
    </g>
  );
}

interface LabelsProps {
  readonly axes: Axes;
  readonly chart: OpenLesson["panel"]["chart"];
  readonly guess: Points | null;
  readonly run: RunCurve | null;
  readonly linked: boolean;
  readonly colour: string;
  readonly name: string;
}

/** Labels the lines at the top, so that nothing depends on colour or dash alone. */
function Labels({ axes, chart, guess, run, linked, colour, name }: LabelsProps) {
  const smoothing = useStore((state) => state.chart.smoothing);
  const lines = [
    ...(run && run.smoothed.length > 0 ? [{ key: "run", className: "guess__run", style: { stroke: `var(${colour})` }, text: `${name}, ${smoothing > 0 ? chart.run : chart.runUnsmoothed}` }] : []),
    ...(guess ? [{ key: "guess", className: "guess__guess", style: {}, text: chart.guess }] : []),
    ...(linked ? [{ key: "linked", className: "guess__linked", style: {}, text: chart.linked }] : []),
  ];
  return (
    <g className="guess__labels">
      {lines.map(({ key, className, style, text }, i) => (
        <g key={key} transform={`translate(${axes.width} ${6 + 18 * i})`}>
          <path className={className} style={style} d="M-26,0H0" />
          <text x={-34} dy="0.32em" textAnchor="end">{text}</text>
        </g>
      ))}
    </g>
  );
}
