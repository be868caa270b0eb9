/**
 * The difference B − A of two runs in one term, on the chart's own step axis. Both runs see the same images and noise, so the difference
 * fluctuates less than either curve. A sentence replaces it for a loss that the runs define differently.
 */
import { useMemo, useState } from "react";
import { useStore as useZustand } from "zustand";
import type { LossColumn } from "../../../core/model/model";
import { useEach, useOthers } from "../comparison/others";
import { comparisonTexts } from "../comparison/texts";
import { useLoadedTexts } from "../kit/useLaterTexts";
import { usePanelParts, useStore, useTexts } from "../context";
import { countText, lossText } from "../numbers";
import type { Mark } from "../palette";
import { createThinning, rangeOf, readerOf } from "./chartData";
import { differenceOf } from "./difference";
import type { FrameStore } from "./frameStore";
import { useDifferentInBoth } from "./useSameLoss";

/** The height of the drawing in its own units; the style sheet chooses that on the page. */
const HEIGHT = 100;
const PLACES = 300;

interface Props {
  readonly frameStore: FrameStore;
  readonly columns: readonly LossColumn[];
  readonly marks: ReadonlyMap<string, Mark>;
}

export function DifferenceCurve({ frameStore, columns, marks }: Props) {
  const { left, width, end } = useZustand(frameStore);
  const { models: { terms } } = useTexts();
  const { difference: texts } = useLoadedTexts(comparisonTexts);
  const { series } = usePanelParts();
  const others = useOthers();
  const beside = others[0]?.series;
  const smoothing = useStore((state) => state.chart.smoothing);
  const highlighted = useStore((state) => state.highlighted);
  const [chosen, choose] = useState<string | null>(null);
  const steps = useEach(others, (state) => state.step);
  const common = columns.filter(({ id }) => series.columns.includes(id) && beside?.columns.includes(id)).map(({ id }) => id);
  const different = useDifferentInBoth(columns);
  const id = [highlighted, chosen, ...common.filter((one) => !different.has(one)), ...common].find((one) => one !== null && common.includes(one)) ?? null;
  const [thinned] = useState(createThinning);
  const curve = useMemo(() => {
    if (id === null || !beside) return null;
    const difference = differenceOf(readerOf(series), readerOf(beside));
    const { x, raw, smoothed, last } = thinned(difference, [id], PLACES, smoothing);
    const values = (smoothed ?? raw)[0]!;
    return { x, values, range: rangeOf([values], "from-zero"), last: last[0]!, step: difference.firstStep + difference.length - 1 };
    // eslint-disable-next-line react-hooks/exhaustive-deps -- the series grow in place, by `steps`
  }, [series, beside, id, smoothing, steps, thinned]);
  if (!curve || id === null) return <p className="difference__none">{texts.none}</p>;
  const { x, values, range, last } = curve;
  const top = (value: number) => HEIGHT * (1 - (value - range.min) / (range.max - range.min || 1));
  const path = Array.from(x, (at, i) => [at, values[i]!] as const).filter(([, value]) => Number.isFinite(value))
    .map(([at, value], i) => `${i === 0 ? "M" : "L"}${((at / end) * width).toFixed(1)},${top(value).toFixed(1)}`).join("");
  const name = terms[id]?.name ?? id;
  const value = lossText(Number.isNaN(last) ? null : last);
  const isFlat = values.every((one) => !one); // equal runs have no scale
  return (
    <div className="difference" role="group" aria-label={texts.name}>
      <label className="difference__term">
        <span>{texts.of}</span>
        <select className="setting__menu" value={id} onChange={(event) => choose(event.target.value)}>
          {common.map((one) => <option key={one} value={one}>{terms[one]?.name ?? one}</option>)}
        </select>
        {!different.has(id) && <span className="difference__value">{last > 0 ? `+${value}` : value}</span>}
      </label>
      {different.has(id) ? <p className="difference__none">{texts.otherLoss}</p> : (
        <div className="difference__plot" role="img" aria-label={texts.sentence(name, countText(curve.step), value)}>
          <div className="difference__axis" style={{ width: left }}><span>{isFlat ? null : lossText(range.max)}</span><span>{lossText(range.min)}</span></div>
          <svg width={width} viewBox={`0 0 ${width} ${HEIGHT}`} preserveAspectRatio="none">
            <path className="difference__zero" d={`M0,${top(0)}H${width}`} />
            <path className="difference__curve" d={path} style={{ stroke: `var(${marks.get(id)!.colour})` }} />
          </svg>
        </div>
      )}
    </div>
  );
}
