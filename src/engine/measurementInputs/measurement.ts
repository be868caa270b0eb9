/**
 * Measurements are work in slices on a frozen model. After each slice they yield their progress, 0 to 1. They can be ended at any
 * yield, where they hold no tensor.
 */
import type { Dataset } from "../../subject/data/dataset";
import type { Definition, ResultFor, SettingsFor } from "../../subject/measurements/measurement";
import type { Judge } from "../../subject/metrics/judge/judge";
import type { FrozenModel } from "../step/frozenModel";

export type MeasurementData = Pick<Dataset, "width" | "trainImages" | "testImages" | "fillTrain" | "fillTest" | "trainLabels" | "own" | "classShares">;

export interface MeasurementContext {
  /** Its weights must stay valid until the measurement has ended. */
  readonly frozen: FrozenModel;
  /** The splits that the measurement needs must be loaded. */
  readonly data: MeasurementData;
  /** The run's seed, which determines the training images whose labels its model sees. */
  readonly seed: number;
  /** Rejects with "judge-damaged" or "data-unreachable". */
  judge(): Promise<Judge>;
}

export type Measuring<Result> = AsyncGenerator<number, Result, void>;

export interface Work<Settings, Result> {
  /** Splits of the data that must be loaded. */
  readonly needs: readonly ("train" | "test")[];
  /** Whether it uses the evaluation classifier. */
  readonly judged: boolean;
  run(context: MeasurementContext, settings: Settings): Measuring<Result>;
}

/** The type of `measure` that a measurement's `measure.ts` exports. */
export type Measure<D extends Definition> = Work<SettingsFor<D>, ResultFor<D>>;

/** Runs work as a part of larger work: yields (before + progress) / inAll and returns the work's result. */
export async function* subtask<T>(work: Measuring<T>, before: number, inAll: number): Measuring<T> {
  try {
    for (;;) {
      const { done, value } = await work.next();
      if (done) return value;
      yield (before + value) / inAll;
    }
  } finally {
    // Lets it free its resources; the returned value is ignored.
    await work.return(undefined as T);
  }
}
