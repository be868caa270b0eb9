/**
 * The losses of the run: one curve per term and total, held-out measurements as diamonds, and the same as a table. Terms whose scales differ
 * have axes of their own, one above the other, with the steps at the bottom.
 */
import { useCallback, useId, useMemo, useRef, useState, type CSSProperties } from "react";
import { useStore as useZustand } from "zustand";
import type { LossColumn } from "../../../core/model/model";
import { asksToMeasure, followedCurves } from "../../state/lecture";
import { MAX_SMOOTHING } from "../../state/link/view";
import type { State } from "../../state/store";
import { comparisonTexts } from "../comparison/texts";
import { usePanelParts, useStore, useTexts } from "../context";
import { openDialog } from "../kit/Dialog";
import { MoreIcon } from "../kit/icons";
import { later } from "../kit/later";
import { Popover } from "../kit/Popover";
import { Slot } from "../kit/Slot";
import { useLow } from "../kit/useMedia";
import { useCurrentRoom } from "../useCurrentRoom";
import { countText, lossText } from "../numbers";
import { isDense } from "../palette";
import type { Range } from "./chartData";
import { ChartSentence } from "./ChartSentence";
import { CurveLabels, OtherRuns, useHeldOut } from "./CurveLabels";
import { DataTable } from "./DataTable";
import { Playhead, ReplayButton } from "./Playhead";
import { createFrameStore } from "./frameStore";
import { useColumns } from "./useColumns";
import { useLossPlot } from "./useLossPlot";
import { useMostAxes } from "./useMostAxes";
import { useUnits } from "./useUnits";
import "./lossChart.css";

const DifferenceCurve = later(async () => (await import("./DifferenceCurve")).DifferenceCurve, { texts: comparisonTexts });
const NONE: ReadonlySet<string> = new Set();
/** Lecture mode shows this many curves at first: the totals, then terms in their order. */
const FIRST_CURVES = 5;

/** `most`: the number of axes for which there is height. */
function firstCurves(columns: readonly LossColumn[], followed: readonly string[] | null, present: boolean, most: number): readonly LossColumn[] {
  if (followed) return columns.filter(({ id }) => followed.includes(id));
  if (byAxis(columns).length > most) return columns.filter(({ kind }) => kind === "total");
  if (!present) return columns;
  const kept = new Set([...columns].sort((a, b) => Number(b.kind === "total") - Number(a.kind === "total")).slice(0, FIRST_CURVES));
  return columns.filter((column) => kept.has(column));
}

/** Returns the columns by axis, in their order. */
const byAxis = (columns: readonly LossColumn[]): readonly (readonly LossColumn[])[] =>
  [...new Set(columns.map(({ axis }) => axis))].map((of) => columns.filter(({ axis }) => axis === of));

export function LossChart() {
  const { store, series } = usePanelParts();
  const { instruments: { chart: texts }, measurements: { open: measure }, shell: { separator, trainedStart: { mark: beganWord } } } = useTexts();
  const { columns, marks } = useColumns();
  const compared = useStore((state) => state.comparison !== null);
  const units = useUnits();
  const { log, smoothing, all } = useStore((state) => state.chart);
  const present = useStore((state) => state.present);
  const followed = useStore(followedCurves);
  const measures = useStore(asksToMeasure);
  const low = useLow();
  const [frameStore] = useState(createFrameStore);
  const isPlotted = useZustand(frameStore, ({ width }) => width > 0);
  const most = useMostAxes(useZustand(frameStore, ({ bottom }) => bottom));
  const first = useMemo(() => firstCurves(columns, followed, present, most), [columns, followed, present, most]);
  const listed = all ? columns : first;
  const empty = useStore((state) => state.step === 0);
  const lacksLosses = useStore(({ step, begun }) => step > 0 && begun.begin === undefined && series.length === 0); // a saved run that another visit has trained
  const trains = useStore((state) => state.phase === "training");
  const whole = useStore((state) => state.embed === null); // an embedding frame has no dialogs of instruments
  const room = useCurrentRoom(); // a lesson has its own questions
  const rewound = useStore((state) => state.rewound !== null);
  const [struckOut, setStruckOut] = useState(NONE);
  const hidden = useMemo(
    () => new Set([...struckOut, ...columns.filter((column) => !listed.includes(column)).map(({ id }) => id)]),
    [struckOut, columns, listed],
  );
  const [showsBefore, setBefore] = useState(true);
  const before = showsBefore && !compared; // two runs are enough
  const [at, setAt] = useState<number | null>(null);
  const [cutOff, setCutOff] = useState<readonly string[]>([]);
  const [table, setTable] = useState(false);
  const tableId = useId();
  const sentenceId = useId();
  const stage = useRef<HTMLDivElement>(null);
  const plots = useRef<(HTMLElement | null)[]>([]);
  const axes = useMemo(() => byAxis(listed), [listed]);
  const together = low && axes.length > 2 && !compared; // a row of names for each axis would leave the curves too little height
  const drawn = useMemo(() => {
    const some = axes.filter((axis) => axis.some(({ id }) => !hidden.has(id)));
    return some.length > 0 ? some : axes.slice(0, 1);
  }, [axes, hidden]);
  const onRanges = useCallback((ranges: readonly Range[]) => setCutOff((now) => {
    const next = ranges.map(({ above, below }) => [
      ...(above === null ? [] : [`↑ ${texts.above(lossText(above))}`]), ...(below === null ? [] : [`↓ ${texts.below(lossText(below))}`]),
    ].join(" · "));
    return next.length === now.length && next.every((text, k) => text === now[k]) ? now : next;
  }), [texts]);
  useLossPlot(stage, plots, {
    columns, axes: drawn, marks, log, stepWord: texts.step, smoothingWord: texts.smoothing, beganWord, hidden, before, onCursor: setAt, onRanges, onFrame: frameStore.setState,
  });
  const heldOut = useHeldOut();
  const heldOutOf = heldOut === undefined ? undefined
    : (listed.find(({ kind, id }) => kind === "total" && heldOut.values[id] !== undefined) ?? listed.find(({ id }) => heldOut.values[id] !== undefined));

  const toggle = (id: string) => setStruckOut((now) => {
    const next = new Set(now);
    if (!next.delete(id)) next.add(id);
    return next;
  });
  /** The names of these curves, which are drawn at these places. */
  const labelsOf = (of: readonly LossColumn[], places: readonly number[]) => (
    <CurveLabels
      columns={of} marks={marks} units={units} hidden={hidden} at={at} dense={isDense(columns)} onToggle={toggle}
      heldOutOf={heldOutOf && of.includes(heldOutOf) ? heldOutOf.id : null}
    >
      {!empty && places.map((place) => <Note key={place}>{at === null ? !rewound && cutOff[place] : place === 0 && texts.at(countText(at))}</Note>)}
    </CurveLabels>
  );
  const change = (chart: Partial<State["chart"]>) =>
    store.setState((state) => ({ chart: { ...state.chart, ...chart } }));

  return (
    <figure
      className="loss-chart" aria-label={texts.name} aria-describedby={sentenceId}
      data-values={at !== null || compared || !whole || undefined /* otherwise they are in the equation */}
    >
      <h2 className="visually-hidden">{texts.name}</h2>
      <ChartSentence id={sentenceId} columns={columns} />
      <div className="loss-chart__runs">
        <OtherRuns columns={columns} before={before} onToggleBefore={() => setBefore(!before)} />
        {first.length < columns.length && (
          <button type="button" className="loss-chart__entry loss-chart__all" aria-expanded={all}
            onClick={() => change({ all: !all })}>
            {all ? texts.fewer : texts.more(columns.length - first.length)} <kbd aria-hidden="true">C</kbd>
          </button>
        )}
      </div>
      <div className="loss-chart__stage" ref={stage} data-empty={empty || undefined} data-together={together || undefined} role="group" aria-label={texts.curves}>
        {together && labelsOf(listed, drawn.map((_, place) => place))}
        {axes.map((axis) => {
          const place = drawn.indexOf(axis);
          return (
            <div key={axis[0]!.axis} className="loss-chart__axis" data-drawn={place >= 0 || undefined}>
              {!together && labelsOf(axis, place >= 0 ? [place] : [])}
              {place >= 0 && <div className="loss-chart__plot" ref={(element) => { plots.current[place] = element; }} aria-hidden="true" />}
            </div>
          );
        })}
        {isPlotted && !empty && <Playhead frameStore={frameStore} />}
        {(empty || lacksLosses) && <p className="loss-chart__empty" style={{ height: `${100 / drawn.length}%` }}>{empty ? texts.empty(trains) : texts.lacksLosses}</p>}
        <DataTable columns={columns} units={units} open={table} id={tableId} />
      </div>
      {compared && isPlotted && !empty && <DifferenceCurve frameStore={frameStore} columns={columns} marks={marks} />}
      <div className="loss-chart__controls">
        <span className="loss-chart__unit">{units.text}{smoothing > 0 && `${separator}${texts.smoothed}`}</span>
        <ReplayButton />
        {whole && (
          <button type="button" className={`loss-chart__data${measures ? " loss-chart__measure" : ""}`} aria-haspopup="dialog" onClick={() => openDialog("measure-dialog")}>
            {measure}
          </button>
        )}
        <button
          type="button" className="loss-chart__data" aria-expanded={table} aria-controls={tableId}
          onClick={() => setTable(!table)}
        >
          {texts.data}
        </button>
        {!empty && whole && room !== "learn" && <Slot name="chart" />}
        <Popover name={texts.options} label={<MoreIcon />} className="loss-chart__data">
          <label className="loss-chart__toggle">
            <input type="checkbox" checked={log} onChange={(event) => change({ log: event.target.checked })} />
            {texts.log}
          </label>
          <label className="loss-chart__smoothing">
            <span>{texts.smoothing}</span>
            <input
              type="range" min={0} max={MAX_SMOOTHING} step={0.01} value={smoothing}
              style={{ "--fill": `${(100 * smoothing) / MAX_SMOOTHING}%` } as CSSProperties}
              onChange={(event) => change({ smoothing: event.target.valueAsNumber })}
            />
            <output>{smoothing.toFixed(2)}</output>
          </label>
        </Popover>
      </div>
    </figure>
  );
}

/** The step under the cursor, or what the axis cuts off. */
const Note = ({ children }: { readonly children: string | false | undefined }) =>
  (children ? <span className="loss-chart__note" aria-hidden="true">{children}</span> : null);
