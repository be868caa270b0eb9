/**
 * Defines studies: a question, runs that answer it, and the measurement of these runs. Studies are data with texts beside them (`texts.ts`);
 * the page draws the figure (`src/page/features/learn`), and `npm run quality -- studies` checks the claims of the texts.
 */
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { Measured, MeasurementId, ResultOf, SettingsOf } from "../../subject/measurements/registry";
import type { Model } from "../../core/model/model";
import type { Source } from "../lessons/lesson";

/** A run of a study. */
export interface StudyRun {
  /** The id of its text, which never changes. */
  readonly id: string;
  /** The run's link. */
  readonly run: string;
  /** The step at which it is measured. */
  readonly until: number;
}

interface Measures<I extends MeasurementId> {
  readonly id: I;
  readonly settings: SettingsOf<I>;
  /** Returns the id of the option that a run's result shows; absent: one run shows none. */
  answer?(result: ResultOf<I>): string;
}

/** A study. */
export interface Study {
  readonly sources: readonly [Source, ...Source[]];
  /** Answers to its question, by the ids of their texts, in display order. */
  readonly options: readonly [string, string, ...string[]];
  /** Small runs that answer the question. Any other run to which the measurement applies can be used, too. */
  readonly runs: readonly [StudyRun, ...StudyRun[]];
  /** The measurement that the figure shows. */
  readonly measures: { readonly [I in MeasurementId]: Measures<I> }[MeasurementId];
  /** Returns whether the question is about this model, among those to which the measurement applies; absent: all of them. */
  suits?(model: Model, h: HyperparameterValues): boolean;
}

/** Returns the id of the option that the measurement of a run shows; null: none. */
export function answerOf({ measures }: Study, { id, result }: Measured): string | null {
  const { answer } = measures as Measures<MeasurementId>; // the ids are compared, so the result is of its measurement
  return measures.id === id ? answer?.(result) ?? null : null;
}

/** Returns the study with its literal type. */
export const defineStudy = <const S extends Study>(study: S): S => study;
