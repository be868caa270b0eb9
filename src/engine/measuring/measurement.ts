/**
 * How a measurement is made: by work in slices on a model that stands still. After each slice it yields how far it is, 0 to 1; it
 * can be ended at any yield, and holds no tensor then.
 */
import type { Dataset } from "../../data/dataset";
import type { Definition, ResultFor, SettingsFor } from "../../measurements/measurement";
import type { Judge } from "../../metrics/judge/judge";
import type { FrozenModel } from "../step/frozenModel";

export type MeasurementData = Pick<Dataset, "width" | "trainImages" | "testImages" | "fillTrain" | "fillTest" | "trainLabels" | "own" | "classShares">;

export interface MeasurementContext {
  /** Its weights must stay until the measurement has ended. */
  readonly frozen: FrozenModel;
  /** All that the measurement needs of it must be here. */
  readonly data: MeasurementData;
  /** The run's, which says what images its model was told the labels of. */
  readonly seed: number;
  /** Rejects with "judge-damaged" or "data-unreachable". */
  judge(): Promise<Judge>;
}

export type Measuring<Result> = AsyncGenerator<number, Result, void>;

export interface Work<Settings, Result> {
  /** Halves of MNIST that must be here. */
  readonly needs: readonly ("train" | "test")[];
  /** It asks the judge. */
  readonly judged: boolean;
  run(context: MeasurementContext, settings: Settings): Measuring<Result>;
}

/** What `measure.ts` in a measurement's folder exports. */
export type Measure<D extends Definition> = Work<SettingsFor<D>, ResultFor<D>>;

/** Work that is a part of some larger one: what it yields is counted from `before`, as a share of `inAll`. */
export async function* subtask<T>(work: Measuring<T>, before: number, inAll: number): Measuring<T> {
  try {
    for (;;) {
      const { done, value } = await work.next();
      if (done) return value;
      yield (before + value) / inAll;
    }
  } finally {
    // Ended, it lets go of what it holds; nobody reads what it returns.
    await work.return(undefined as T);
  }
}
