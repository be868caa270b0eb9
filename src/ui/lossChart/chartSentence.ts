/** Describes the chart in a sentence, for screen readers. */
import type { Texts } from "../../i18n";
import type { Series } from "../../state/series";
import { countText, lossText } from "../numbers";

export type Trend = "falling" | "rising" | "level";

/** The trend compares the last tenth of the run with the tenth before it. */
const SHARE = 10;
const FEWEST = 5;
/** A difference is a trend if it exceeds this many standard errors and the following share of the value. */
const ERRORS = 3;
const MIN_SHARE = 0.01;

/** At most this many values of a tenth are read, evenly spaced. */
const MOST_READ = 10_000;

function meanAndError(values: Float32Array): readonly [mean: number, error: number] {
  const every = Math.ceil(values.length / MOST_READ);
  const read = every === 1 ? values : Float32Array.from({ length: Math.floor(values.length / every) }, (_, i) => values[i * every]!);
  const mean = read.reduce((sum, value) => sum + value, 0) / read.length;
  const variance = read.reduce((sum, value) => sum + (value - mean) ** 2, 0) / read.length;
  return [mean, Math.sqrt(variance / read.length)];
}

/** Returns a curve's trend; null if there are too few steps or a value is not finite. */
export function trendOf(values: Float32Array): Trend | null {
  const length = Math.max(FEWEST, Math.floor(values.length / SHARE));
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
