/** The losses of the run: one curve per term and total, held-out measurements as diamonds, and the same as a table. */
import { useCallback, useId, useMemo, useRef, useState, type CSSProperties } from "react";
import type { LossColumn } from "../../core/model/model";
import { followedCurves } from "../../state/lecture";
import { MAX_SMOOTHING } from "../../state/link/view";
import type { State } from "../../state/store";
import { usePanelParts, useStore, useTexts } from "../context";
import { openDialog } from "../kit/Dialog";
import { later } from "../kit/later";
import { Slot } from "../kit/Slot";
import { useCurrentRoom } from "../useCurrentRoom";
import { countText, lossText } from "../numbers";
import type { Range } from "./chartData";
import { ChartSentence } from "./ChartSentence";
import { DataTable } from "./DataTable";
import { Legend } from "./Legend";
import { Playhead, ReplayButton } from "./Playhead";
import type { PlotFrame } from "./plot";
import { useColumns } from "./useColumns";
import { useLossPlot } from "./useLossPlot";
import { useUnits } from "./useUnits";
import "./lossChart.css";

const DifferenceCurve = later(async () => (await import("./DifferenceCurve")).DifferenceCurve);
const NONE: ReadonlySet<string> = new Set();
/** Lecture mode shows this many curves at first: the totals, then terms in their order. */
const FIRST_CURVES = 5;

function firstCurves(columns: readonly LossColumn[], followed: readonly string[] | null, present: boolean): readonly LossColumn[] {
  if (followed) return columns.filter(({ id }) => followed.includes(id));
  if (!present) return columns;
  const kept = new Set([...columns].sort((a, b) => Number(b.kind === "total") - Number(a.kind === "total")).slice(0, FIRST_CURVES));
  return columns.filter((column) => kept.has(column));
}

export function LossChart() {
  const { store } = usePanelParts();
  const { instruments: { chart: texts }, measurements: { open: measure }, shell: { trainedStart: { mark: beganWord } } } = useTexts();
  const { columns, marks } = useColumns();
  const compared = useStore((state) => state.comparison !== null);
  const units = useUnits();
  const { log, smoothing, all } = useStore((state) => state.chart);
  const present = useStore((state) => state.present);
  const followed = useStore(followedCurves);
  const first = useMemo(() => firstCurves(columns, followed, present), [columns, followed, present]);
  const listed = all ? columns : first;
  const empty = useStore((state) => state.step === 0);
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
  const [frame, setFrame] = useState<PlotFrame | null>(null);
  const [cutOff, setCutOff] = useState<string | null>(null);
  const [table, setTable] = useState(false);
  const tableId = useId();
  const sentenceId = useId();
  const plot = useRef<HTMLDivElement>(null);
  const onRange = useCallback(({ above, below }: Range) => setCutOff([
    ...(above === null ? [] : [`↑ ${texts.above(lossText(above))}`]), ...(below === null ? [] : [`↓ ${texts.below(lossText(below))}`]),
  ].join(" · ") || null), [texts]);
  useLossPlot(plot, { columns, marks, log, stepWord: texts.step, smoothingWord: texts.smoothing, beganWord, hidden, before, onCursor: setAt, onRange, onFrame: setFrame });

  const toggle = (id: string) => setStruckOut((now) => {
    const next = new Set(now);
    if (!next.delete(id)) next.add(id);
    return next;
  });
  const change = (chart: Partial<State["chart"]>) =>
    store.setState((state) => ({ chart: { ...state.chart, ...chart } }));

  return (
    <figure className="loss-chart" aria-label={texts.name} aria-describedby={sentenceId}>
      <h2 className="visually-hidden">{texts.name}</h2>
      <ChartSentence id={sentenceId} columns={columns} />
      <Legend
        columns={listed} marks={marks} units={units} hidden={hidden} before={before} at={at}
        onToggle={toggle} onToggleBefore={() => setBefore(!before)}
      >
        {first.length < columns.length && (
          <button type="button" className="loss-chart__entry loss-chart__all" aria-expanded={all}
            onClick={() => change({ all: !all })}>
            {all ? texts.fewer : texts.more(columns.length - first.length)} <kbd aria-hidden="true">C</kbd>
          </button>
        )}
      </Legend>
      <div className="loss-chart__stage">
        <div className={`loss-chart__plot${empty ? " loss-chart__plot--empty" : ""}`} ref={plot} aria-hidden="true" />
        {frame && !empty && <Playhead frame={frame} />}
        {empty
          ? <p className="loss-chart__empty">{texts.empty(trains)}</p>
          : <p className="loss-chart__note" data-end={at === null && cutOff?.startsWith("↓") ? "below" : "above"} aria-hidden="true">
            {at !== null ? texts.at(countText(at)) : rewound ? null : cutOff}
          </p>}
        <DataTable columns={columns} units={units} open={table} id={tableId} />
      </div>
      {compared && frame && !empty && <DifferenceCurve frame={frame} columns={columns} marks={marks} />}
      <div className="loss-chart__controls">
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
        <span className="loss-chart__unit">{units.text}</span>
        <ReplayButton />
        {whole && (
          <button type="button" className="loss-chart__data" aria-haspopup="dialog" onClick={() => openDialog("measure-dialog")}>
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
      </div>
    </figure>
  );
}
