/**
 * Keeps the plot up to date without getting in anyone's way: in the frame in which new losses are shown, and only while it can be
 * seen.
 */
import { useEffect, useRef, useState, type RefObject } from "react";
import type { Hyperparameters } from "../../core/model/hyperparameters";
import { changesMade } from "../../core/run/liveChanges";
import type { LossColumn } from "../../core/model/model";
import { findModel } from "../../models/registry";
import { useRoom } from "../context";
import type { Mark } from "../palette";
import { onThemeChange } from "../themeColours";
import { plainSymbol, valueText } from "./changes";
import { curvesOf, withGaps, type Losses, type Range } from "./chartData";
import { createLossPlot, type PlotFrame } from "./plot";

/** Somewhat less than the time between two patches of the store, with which the chart is drawn in the same frame. */
const REDRAW_MS = 80;
/** The axis of a fork goes so many times as far as the fork, where the run before it did. */
const FORK_ROOM = 3;
const rootFontSize = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

interface Wishes {
  readonly columns: readonly LossColumn[];
  readonly marks: ReadonlyMap<string, Mark>;
  readonly log: boolean;
  readonly stepWord: string;
  /** Beside the step up to which the run was trained beforehand. */
  readonly beganWord: string;
  readonly hidden: ReadonlySet<string>;
  /** Whether the run before a restart is on show. */
  readonly before: boolean;
  onCursor(step: number | null): void;
  onRange(range: Range): void;
  onFrame(frame: PlotFrame): void;
}

export function useLossPlot(element: RefObject<HTMLElement | null>, wishes: Wishes): void {
  const { columns, marks, log, stepWord, beganWord, hidden, before, onCursor, onRange, onFrame } = wishes;
  const { store, series, second } = useRoom();
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
      // A model just chosen has columns that the record does not have yet.
      const known = series.columns.every((id) => ids.includes(id));
      const losses = known ? withGaps(series) : { length: 0, firstStep: series.firstStep, values: () => new Float32Array() };
      const shown = (of: Losses) => curvesOf(of, ids, Math.max(100, host.clientWidth), chart.smoothing);
      const last = known && before && series.before ? series.before : null;
      const end = ({ length, firstStep }: Losses) => (length === 0 ? 0 : firstStep + length - 1);
      const steps = end(losses);
      onRange(plot.show({
        steps,
        end: Math.max(steps, forkedFrom !== null && last ? Math.min(end(last), FORK_ROOM * steps) : 0, comparison ? end(second.series) : 0),
        curves: shown(losses), highlighted, heldOut, hidden, changes: [...began, ...changes], before: last && shown(last),
        second: comparison && shown(withGaps(second.series)),
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
        // The series grows as losses come; the step is shown with everything else that they change.
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
  }, [element, store, series, second, columns, marks, log, stepWord, beganWord, rem, onCursor, onRange, onFrame]);

  useEffect(() => {
    hiddenNow.current = { hidden, before };
    refresh.current();
  }, [hidden, before]);
}
