/** What is known of a run by measurements, asked for or made after each epoch. */
import type { Measured, MeasurementId } from "../measurements/registry";
import type { RunSlice } from "./store";

type Results = Pick<RunSlice, "measured" | "afterEpochs">;
/** With what is on show. */
type Shown = Results & Pick<RunSlice, "rewound">;
type Of<I extends MeasurementId> = Extract<Measured, { id: I }>;

const is = <I extends MeasurementId>(id: I) => (one: Measured): one is Of<I> => one.id === id;

/** Asked for or not, the one of the latest step that is not after what is on show. */
export function newestOf<I extends MeasurementId>(id: I, { measured, afterEpochs, rewound }: Shown): Of<I> | undefined {
  const seen = (one: Measured): one is Of<I> => is(id)(one) && one.step <= (rewound ?? Infinity);
  const asked = measured.find(seen);
  const made = afterEpochs.findLast(seen);
  return asked && made ? (made.step > asked.step ? made : asked) : asked ?? made;
}

/** The one asked for, which may be of more images; else the newest. */
export const answerOf = <I extends MeasurementId>(id: I, { measured, afterEpochs }: Results): Of<I> | undefined =>
  measured.find(is(id)) ?? afterEpochs.findLast(is(id));

/** After each epoch, oldest first. */
export const historyOf = <I extends MeasurementId>(id: I, afterEpochs: RunSlice["afterEpochs"]): readonly Of<I>[] =>
  afterEpochs.filter(is(id));
