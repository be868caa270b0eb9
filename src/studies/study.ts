/**
 * Defines studies: a question, runs that answer it, and the measurement of these runs. Studies are data with texts beside them (`texts.ts`);
 * the page draws the figure (`src/features/learn`), and `npm run quality -- studies` checks the claims of the texts.
 */
import type { HyperparameterValues } from "../core/model/hyperparameters";
import type { MeasurementId, SettingsOf } from "../measurements/registry";
import type { Model } from "../core/model/model";
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

/** A study. */
export interface Study {
  readonly sources: readonly [Source, ...Source[]];
  /** Answers to its question, by the ids of their texts, in display order. */
  readonly options: readonly [string, string, ...string[]];
  /** Small runs that answer the question. Any other run to which the measurement applies can be used, too. */
  readonly runs: readonly [StudyRun, ...StudyRun[]];
  /** The measurement that the figure shows. */
  readonly measures: { readonly [I in MeasurementId]: { readonly id: I; readonly settings: SettingsOf<I> } }[MeasurementId];
  /** Whether the question is about this model, among those to which the measurement applies; absent: all of them. */
  suits?(model: Model, h: HyperparameterValues): boolean;
}

/** Returns the study with its literal type. */
export const defineStudy = <const S extends Study>(study: S): S => study;
