/**
 * What a measurement is: work in slices on a model that stands still. After each slice it yields how far it is, 0 to 1; it
 * can be ended at any yield, and holds no tensor then.
 */
import type { MeasurementId, ResultOf, SettingsOf } from "../../core/measurements";
import type { Dataset } from "../../data/dataset";
import type { Judge } from "../../metrics/judge/judge";
import type { Still } from "../step/still";

export type MeasurementData = Pick<Dataset, "width" | "trainImages" | "testImages" | "fillTrain" | "fillTest" | "trainLabels" | "own" | "classShares">;

export interface MeasurementContext {
  /** Its weights must stay until the measurement has ended. */
  readonly still: Still;
  /** All that the measurement needs of it must be here. */
  readonly data: MeasurementData;
  /** The run's, which says what images its model was told the labels of. */
  readonly seed: number;
  /** Rejects with "judge-damaged" or "data-unreachable". */
  judge(): Promise<Judge>;
}

export type Measuring<Result> = AsyncGenerator<number, Result, void>;

export interface Measurement<I extends MeasurementId> {
  readonly id: I;
  /** Halves of MNIST that must be here. */
  readonly needs: readonly ("train" | "test")[];
  /** It asks the judge. */
  readonly judged: boolean;
  run(context: MeasurementContext, settings: SettingsOf<I>): Measuring<ResultOf<I>>;
}
