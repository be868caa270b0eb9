/** Updates the plots, one for each vertical axis, in the same frame as the page's other losses, and only while they are visible. */
import { useEffect, useRef, useState, type RefObject } from "react";
import type { Hyperparameters } from "../../../core/model/hyperparameters";
import { changesMade } from "../../../core/run/liveChanges";
import type { RunConfig } from "../../../core/run/runConfig";
import type { LossColumn } from "../../../core/model/model";
import { findModel } from "../../../subject/models/registry";
import { useOthers } from "../comparison/others";
import { usePanelParts } from "../context";
import type { Mark } from "../palette";
import { onThemeChange } from "../themeColours";
import { settingText } from "../numbers";
import { plainSymbol } from "./changeText";
import { createThinning, readerOf, type LossReader, type Range } from "./chartData";
import { createDrawSchedule } from "./drawSchedule";
import { createLossPlot, type PlotFrame, type PlotView } from "./plot";

/** A fork's axis reaches up to this many times the fork's step, if the run before it was that long. */
const FORK_ROOM = 3;
const rootFontSize = () => parseFloat(getComputedStyle(document.documentElement).fontSize);

interface LossPlotProps {
  readonly columns: readonly LossColumn[];
  /** The columns of each plot, from top to bottom; without the axes whose curves are all hidden. */
  readonly axes: readonly (readonly LossColumn[])[];
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
  /** Receives the range of each plot. */
  onRanges(ranges: readonly Range[]): void;
  /** Receives the frame of all plots together: `top` is that of the first one, `bottom` that of the last one, from the top of `stage`. */
  onFrame(frame: PlotFrame): void;
}

/** Returns the marks of a run's beginning after pretraining, and of its changes of settings up to a step. */
function changesOf(begun: RunConfig, step: number, beganWord: string): PlotView["changes"] {
  const table: Hyperparameters = findModel(begun.model)?.hyperparameters ?? {};
  const changes = changesMade(begun, step).map(({ step: at, id, from, value }) =>
    ({ step: at, text: `${plainSymbol(table[id]?.symbol ?? id)} ${settingText(from)} → ${settingText(value)}` }));
  return begun.begin === undefined ? changes : [{ step: begun.begin, text: beganWord }, ...changes];
}

/** Draws each plot into the element of its number, within `stage`, and updates them until the component unmounts. */
export function useLossPlot(stage: RefObject<HTMLElement | null>, elements: RefObject<readonly (HTMLElement | null)[]>, props: LossPlotProps): void {
  const { columns, axes, marks, log, stepWord, smoothingWord, beganWord, hidden, before, onCursor, onRanges, onFrame } = props;
  const { store, series } = usePanelParts();
  const others = useOthers();
  const hiddenNow = useRef({ hidden, before });
  const [rem, setRem] = useState(rootFontSize);
  const refresh = useRef<() => void>(() => {});

  useEffect(() => {
    const area = stage.current;
    const hosts = axes.map((_, k) => elements.current[k]!);
    const last = hosts.at(-1);
    if (!area || !last) return undefined;
    let frameOfLast: PlotFrame | null = null;
    /** Rows of labels above the last plot move it without changing its size. */
    const place = () => { if (frameOfLast) onFrame({ ...frameOfLast, top: hosts[0]!.offsetTop + frameOfLast.top, bottom: last.offsetTop + frameOfLast.bottom }); };
    const plots = axes.map((axis, k) => createLossPlot(hosts[k]!, {
      columns: axis, marks, log, rem, stepWord: hosts[k] === last ? stepWord : null, describesChanges: k === 0,
      onCursor: (step) => {
        plots.forEach((plot, other) => { if (other !== k) plot.point(step); });
        onCursor(step);
      },
      onFrame: (frame) => {
        if (hosts[k] !== last) return;
        frameOfLast = frame;
        place();
      },
      onNear: (highlighted) => store.setState({ highlighted }),
    }));
    const ids = axes.map((axis) => axis.map(({ id }) => id));
    const thinnings = axes.map(() => ({ run: createThinning(), before: createThinning(), others: others.map(() => createThinning()) }));
    const known = new Set(columns.map(({ id }) => id));

    const draw = () => {
      const { highlighted, heldOut, chart, begun, step, forkedFrom } = store.getState();
      const { hidden, before } = hiddenNow.current;
      const changes = changesOf(begun, step, beganWord);
      // After a change of model, the record lacks the new columns at first.
      const matches = series.columns.every((id) => known.has(id));
      const losses: LossReader = { ...readerOf(series), ...(matches ? {} : { length: 0 }) };
      const beside = others.map((other) => readerOf(other.series));
      const replaced = matches && before && series.before ? readerOf(series.before.losses) : null;
      const end = ({ length, firstStep }: Pick<LossReader, "length" | "firstStep">) => (length === 0 ? 0 : firstStep + length - 1);
      const steps = end(losses);
      onRanges(plots.map((plot, k) => {
        const thinned = thinnings[k]!;
        const shown = (by: typeof thinned.run, of: LossReader) => by(of, ids[k]!, Math.max(100, last.clientWidth), chart.smoothing);
        return plot.show({
          steps,
          end: Math.max(steps, forkedFrom !== null && replaced ? Math.min(end(replaced), FORK_ROOM * steps) : 0, ...beside.map(end)),
          curves: shown(thinned.run, losses), highlighted, heldOut, hidden, changes, before: replaced && shown(thinned.before, replaced),
          others: beside.map((other, place) => shown(thinned.others[place]!, other)),
          smoothing: chart.smoothing > 0 && k === 0 ? `${smoothingWord} ${chart.smoothing.toFixed(2)}` : null,
        });
      }));
    };
    const { request, setVisible, stop } = createDrawSchedule(draw);
    refresh.current = request;

    const size = new ResizeObserver(() => {
      if (last.clientWidth === 0 || last.clientHeight === 0) return;
      setRem(rootFontSize()); // larger in lecture mode and in larger windows
      plots.forEach((plot, k) => plot.resize(hosts[k]!.clientWidth, hosts[k]!.clientHeight));
      place();
      request();
    });
    [area, ...hosts, ...hosts.map((host) => host.parentElement!)].forEach((element) => size.observe(element)); // an axis grows with its labels, even if its plot does not shrink
    const sight = new IntersectionObserver(([entry]) => setVisible(entry?.isIntersecting ?? true));
    sight.observe(area);
    const leave = () => {
      onCursor(null);
      store.setState({ highlighted: null });
    };
    area.addEventListener("pointerleave", leave);
    const stops = [
      stop,
      onThemeChange(request),
      store.subscribe((now, before) => {
        // The series grows as losses arrive; the store's step changes with everything else that shows them.
        const keys = ["step", "highlighted", "heldOut", "chart", "begun", "comparison"] as const;
        if (keys.some((key) => now[key] !== before[key])) request();
      }),
      ...others.map((other) => other.store.subscribe((now, before) => { if (now.step !== before.step) request(); })),
    ];
    return () => {
      refresh.current = () => {};
      stops.forEach((stop) => stop());
      size.disconnect();
      sight.disconnect();
      area.removeEventListener("pointerleave", leave);
      plots.forEach((plot) => plot.destroy());
    };
  }, [stage, elements, store, series, others, columns, axes, marks, log, stepWord, smoothingWord, beganWord, rem, onCursor, onRanges, onFrame]);

  useEffect(() => {
    hiddenNow.current = { hidden, before };
    refresh.current();
  }, [hidden, before]);
}
