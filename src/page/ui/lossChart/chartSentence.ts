/** Describes the chart in a sentence, for screen readers. */
import type { Texts } from "../../i18n";
import type { Series } from "../../state/series";
import { countText, lossText } from "../numbers";

export type Trend = "falling" | "rising" | "level";

/** The trend compares the last tenth of the run with the tenth before it; in a long run, fewer steps, which are read in a millisecond. */
const SHARE = 10;
const [FEWEST, MOST] = [5, 10_000];
/** A difference is a trend if it exceeds this many standard errors and the following share of the value. */
const ERRORS = 3;
const MIN_SHARE = 0.01;

function meanAndError(values: Float32Array): readonly [mean: number, error: number] {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return [mean, Math.sqrt(variance / values.length)];
}

/** Returns a curve's trend; null if there are too few steps or a value is not finite. */
export function trendOf(values: Float32Array): Trend | null {
  const length = Math.min(MOST, Math.max(FEWEST, Math.floor(values.length / SHARE)));
  if (values.length < 2 * length) return null;
  const [before, beforeError] = meanAndError(values.subarray(-2 * length, -length));
  const [last, lastError] = meanAndError(values.subarray(-length));
  const difference = last - before;
  if (!Number.isFinite(difference)) return null;
  const least = Math.max(ERRORS * Math.hypot(beforeError, lastError), MIN_SHARE * Math.abs(before));
  return Math.abs(difference) <= least ? "level" : difference < 0 ? "falling" : "rising";
}

/** Returns the last step's values and the trend of each curve; empty before the first step. */
export function chartSentence(series: Pick<Series, "columns" | "length" | "firstStep" | "values">, columnIds: readonly string[], { instruments: { chart }, models: { terms } }: Pick<Texts, "instruments" | "models">): string {
  const recorded = columnIds.filter((id) => series.columns.includes(id));
  if (series.length === 0 || recorded.length === 0) return "";
  const curves = recorded.map((id) => {
    const values = series.values(id);
    const trend = trendOf(values);
    return chart.curve(terms[id]?.name ?? id, lossText(values.at(-1)), trend && chart.trends[trend]);
  });
  return chart.sentence(countText(series.firstStep + series.length - 1), curves);
}
