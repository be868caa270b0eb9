/**
 * What a study is: a question, runs to answer it with, and what is measured of them. Pure data, with texts beside it (`texts.ts`); the page
 * draws its figure (`src/features/learn`), and `npm run quality -- studies` trains what its texts say.
 */
import type { HyperparameterValues } from "../core/model/hyperparameters";
import type { MeasurementId, SettingsOf } from "../measurements/registry";
import type { Model } from "../core/model/model";
import type { Source } from "../lessons/lesson";

export interface StudyRun {
  /** Of its text; it never changes. */
  readonly id: string;
  /** Its link. */
  readonly run: string;
  /** The step at which it is measured. */
  readonly until: number;
}

export interface Study {
  readonly sources: readonly [Source, ...Source[]];
  /** Answers to its question, by the ids of their texts, in their order. */
  readonly options: readonly [string, string, ...string[]];
  /** Small runs that answer it; any other run that has what is measured does, too. */
  readonly runs: readonly [StudyRun, ...StudyRun[]];
  /** What its figure shows. */
  readonly measures: { readonly [I in MeasurementId]: { readonly id: I; readonly settings: SettingsOf<I> } }[MeasurementId];
  /** Of models to which the measurement applies, those that the question is about; all of them where absent. */
  suits?(model: Model, h: HyperparameterValues): boolean;
}

export const defineStudy = <const S extends Study>(study: S): S => study;
