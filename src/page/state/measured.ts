/** The results of a run's measurements, which were requested or made after each epoch. */
import type { Measured, MeasurementId } from "../../subject/measurements/registry";
import type { RunSlice } from "./store";

type Results = Pick<RunSlice, "measured" | "afterEpochs">;
type DisplayedResults = Results & Pick<RunSlice, "rewound">;
type Of<I extends MeasurementId> = Extract<Measured, { id: I }>;

const is = <I extends MeasurementId>(id: I) => (one: Measured): one is Of<I> => one.id === id;

/** Returns the latest result, requested or not, at or before the displayed step. */
export function newestOf<I extends MeasurementId>(id: I, { measured, afterEpochs, rewound }: DisplayedResults): Of<I> | undefined {
  const seen = (one: Measured): one is Of<I> => is(id)(one) && one.step <= (rewound ?? Infinity);
  const asked = measured.find(seen);
  const made = afterEpochs.findLast(seen);
  return asked && made ? (made.step > asked.step ? made : asked) : asked ?? made;
}

/** Returns the requested result, which may use more images, or else the newest one. */
export const requestedOrNewest = <I extends MeasurementId>(id: I, { measured, afterEpochs }: Results): Of<I> | undefined =>
  measured.find(is(id)) ?? afterEpochs.findLast(is(id));

/** Returns the results after each epoch, the oldest first. */
export const historyOf = <I extends MeasurementId>(id: I, afterEpochs: RunSlice["afterEpochs"]): readonly Of<I>[] =>
  afterEpochs.filter(is(id));

/** The most results of one kind that a run keeps: a chart cannot show more, and a long run with short epochs would have hundreds of thousands. */
const MOST_RESULTS = 1000;

/**
 * Returns the results with another one, which replaces those of its kind at its step and later. If there are too many of its kind, the one that
 * leaves the smallest gap is dropped; the first one stays.
 */
export function withResult<T extends { readonly id?: string; readonly step: number }>(results: readonly T[], added: T): readonly T[] {
  const others = results.filter((one) => one.id !== added.id || one.step < added.step);
  const same = [...others.filter((one) => one.id === added.id), added];
  if (same.length <= MOST_RESULTS) return [...others, added];
  const gap = (i: number) => same[i + 1]!.step - same[i - 1]!.step;
  let smallest = 1;
  for (let i = 2; i < MOST_RESULTS; i++) if (gap(i) < gap(smallest)) smallest = i;
  return [...others.filter((one) => one !== same[smallest]), added];
}
