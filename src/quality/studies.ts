/** How a study's folder says what its texts say of its runs, as conditions on what was measured of them. */
import type { MeasurementId, ResultOf } from "../measurements/registry";

export interface StudyClaim<I extends MeasurementId = MeasurementId> {
  /** As it is printed. */
  readonly says: string;
  /** `of`: what was measured of a run of the study, by its id; all of them from the same seed. */
  holds(of: (run: string) => ResultOf<I>): boolean;
  /** What it goes by, in a few words and numbers. */
  shows(of: (run: string) => ResultOf<I>): string;
}

export const claimsOf = <I extends MeasurementId>(_: I, claims: readonly StudyClaim<I>[]): readonly StudyClaim<I>[] => claims;
