/** Updates the plot in the same frame as the page's other losses, and only while it is visible. */
import { useEffect, useRef, useState, type RefObject } from "react";
import type { Hyperparameters } from "../../core/model/hyperparameters";
import { changesMade } from "../../core/run/liveChanges";
import type { LossColumn } from "../../core/model/model";
import { findModel } from "../../models/registry";
import { usePanelParts } from "../context";
import type { Mark } from "../palette";
import { onThemeChange } from "../themeColours";
import { plainSymbol, valueText } from "./changes";
import { curvesOf, withGaps, type Losses, type Range } from "./chartData";
import { createLossPlot, type PlotFrame } from "./plot";

/** Slightly less than the interval between two updates of the store, so that the chart is drawn in the same frame. */
const REDRAW_MS = 80;
/** A fork's axis reaches up to this many times the fork's step, if the run before it was that long. */
const FORK_ROOM = 3;
const rootFontSize = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

interface LossPlotProps {
  readonly columns: readonly LossColumn[];
  readonly marks: ReadonlyMap<string, Mark>;
  readonly log: boolean;
  readonly stepWord: string;
  readonly smoothingWord: string;
  /** The word beside the last step of pretraining. */
  readonly beganWord: string;
  readonly hidden: ReadonlySet<string>;
  /** Whether the run before a restart is shown. */
  readonly before: boolean;
  onCursor(step: number | null): void;
  onRange(range: Range): void;
  onFrame(frame: PlotFrame): void;
}

/** Draws the plot into `element` and updates it until the component unmounts. */
export function useLossPlot(element: RefObject<HTMLElement | null>, props: LossPlotProps): void {
  const { columns, marks, log, stepWord, smoothingWord, beganWord, hidden, before, onCursor, onRange, onFrame } = props;
  const { store, series, second } = usePanelParts();
  const hiddenNow = useRef({ hidden, before });
  const [rem, setRem] = useState(rootFontSize);
  const refresh = useRef<() => void>(() => {});

  useEffect(() => {
    const host = element.current;
    if (!host) return undefined;
    const plot = createLossPlot(host, {
      columns, marks, log, stepWord, rem, onCursor, onFrame,
      onNear: (highlighted) => store.setState({ highlighted }),
    });
    const ids = columns.map(({ id }) => id);
    let visible = true;
    let dirty = true;
    let timer: ReturnType<typeof setTimeout> | null = null;
    let frame = 0;
    let lastDrawn = -Infinity;

    const draw = () => {
      if (!visible || document.hidden) return;
      dirty = false;
      lastDrawn = performance.now();
      const { highlighted, heldOut, chart, begun, step, forkedFrom, comparison } = store.getState();
      const { hidden, before } = hiddenNow.current;
      const table: Hyperparameters = findModel(begun.model)?.hyperparameters ?? {};
      const began = begun.begin === undefined ? [] : [{ step: begun.begin, text: beganWord }];
      const changes = changesMade(begun, step).map(({ step: at, id, from, value }) =>
        ({ step: at, text: `${plainSymbol(table[id]?.symbol ?? id)} ${valueText(from)} → ${valueText(value)}` }));
      // After a change of model, the record lacks the new columns at first.
      const matches = series.columns.every((id) => ids.includes(id));
      const losses = matches ? withGaps(series) : { length: 0, firstStep: series.firstStep, values: () => new Float32Array() };
      const shown = (of: Losses) => curvesOf(of, ids, Math.max(100, host.clientWidth), chart.smoothing);
      const last = matches && before && series.before ? series.before.losses : null;
      const end = ({ length, firstStep }: Losses) => (length === 0 ? 0 : firstStep + length - 1);
      const steps = end(losses);
      onRange(plot.show({
        steps,
        end: Math.max(steps, forkedFrom !== null && last ? Math.min(end(last), FORK_ROOM * steps) : 0, comparison ? end(second.series) : 0),
        curves: shown(losses), highlighted, heldOut, hidden, changes: [...began, ...changes], before: last && shown(last),
        second: comparison && shown(withGaps(second.series)),
        smoothing: chart.smoothing > 0 ? `${smoothingWord} ${chart.smoothing.toFixed(2)}` : null,
      }));
    };
    const wake = () => {
      dirty = true;
      if (timer !== null) return;
      const inNextFrame = () => {
        timer = null;
        cancelAnimationFrame(frame);
        frame = requestAnimationFrame(draw);
      };
      const wait = lastDrawn + REDRAW_MS - performance.now();
      if (wait <= 0) inNextFrame();
      else timer = setTimeout(inNextFrame, wait);
    };
    refresh.current = wake;

    const size = new ResizeObserver(() => {
      if (host.clientWidth === 0 || host.clientHeight === 0) return;
      setRem(rootFontSize()); // larger in lecture mode and in larger windows
      plot.resize(host.clientWidth, host.clientHeight);
      wake();
    });
    size.observe(host);
    const sight = new IntersectionObserver(([entry]) => {
      visible = entry?.isIntersecting ?? true;
      if (visible && dirty) wake();
    });
    sight.observe(host);
    const leave = () => {
      onCursor(null);
      store.setState({ highlighted: null });
    };
    const reappear = () => dirty && wake();
    host.addEventListener("pointerleave", leave);
    document.addEventListener("visibilitychange", reappear);
    const stops = [
      onThemeChange(wake),
      store.subscribe((now, before) => {
        // The series grows as losses arrive; the store's step changes with everything else that shows them.
        const keys = ["step", "highlighted", "heldOut", "chart", "begun", "comparison"] as const;
        if (keys.some((key) => now[key] !== before[key])) wake();
      }),
      second.store.subscribe((now, before) => { if (now.step !== before.step) wake(); }),
    ];
    draw();
    return () => {
      refresh.current = () => {};
      stops.forEach((stop) => stop());
      size.disconnect();
      sight.disconnect();
      host.removeEventListener("pointerleave", leave);
      document.removeEventListener("visibilitychange", reappear);
      if (timer !== null) clearTimeout(timer);
      cancelAnimationFrame(frame);
      plot.destroy();
    };
  }, [element, store, series, second, columns, marks, log, stepWord, smoothingWord, beganWord, rem, onCursor, onRange, onFrame]);

  useEffect(() => {
    hiddenNow.current = { hidden, before };
    refresh.current();
  }, [hidden, before]);
}
