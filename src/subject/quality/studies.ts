/** The claims of a study's texts about its runs, as conditions on their measurements. */
import type { MeasurementId, ResultOf } from "../measurements/registry";

export interface StudyClaim<I extends MeasurementId = MeasurementId> {
  /** The claim as printed. */
  readonly says: string;
  /** Returns whether it holds; `of` returns the result of a run of the study by its id, all from the same seed. */
  holds(of: (run: string) => ResultOf<I>): boolean;
  /** Returns the evidence in a few words and numbers. */
  shows(of: (run: string) => ResultOf<I>): string;
}

/** Checks the type of a study's claims and returns them. */
export const claimsOf = <I extends MeasurementId>(_: I, claims: readonly StudyClaim<I>[]): readonly StudyClaim<I>[] => claims;
