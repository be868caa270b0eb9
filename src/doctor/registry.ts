/** All failure modes, from their folders, and the examination of a run. */
import { entriesById } from "../core/folders";
import { needs, read, type ReadMeasurementId, type ReadingId, type RunResults, type Subject } from "../measurements/readings";
import { FAILURE_MODE_IDS, type FailureModeId } from "./ids";
import { verdictOn, type FailureMode, type RunReadings, type Verdict } from "./failureMode";

export const failureModes = entriesById<FailureModeId, FailureMode>(FAILURE_MODE_IDS, import.meta.glob("./*/failureMode.ts", { eager: true, import: "failureMode" }));

/** Returns the failure modes that a run of this kind can have. */
const concerning = (subject: Subject): readonly FailureModeId[] => FAILURE_MODE_IDS.filter((id) => failureModes[id].concerns(subject));

/** Returns the readings needed for such a run. */
const readingsOf = (subject: Subject): readonly ReadingId[] => [...new Set(concerning(subject).flatMap((id) => {
  const { hints, signs, alone = [], requires } = failureModes[id];
  return [...hints, ...signs.flat(), ...alone.flat(), ...requires].map(({ what }) => what);
}))];

/** Returns the measurements needed for those readings. */
export const measurementsFor = (subject: Subject): readonly ReadMeasurementId[] =>
  [...new Set(readingsOf(subject).flatMap((what) => needs(what, subject) ?? []))];

/** Returns the readings of a run at a step, as far as its losses and results have them. */
export const readingsAt = (step: number, seen: RunResults): RunReadings => {
  const values = readingsOf(seen).map((what) => [what, read(what, seen)] as const);
  return { step, values: Object.fromEntries(values.filter(([, value]) => !Number.isNaN(value))) };
};

/** The verdict on one illness. */
export interface Examination {
  readonly id: FailureModeId;
  readonly verdict: Verdict;
}

/** Returns a verdict on every failure mode that the run can have. */
export const examine = (subject: Subject, readings: RunReadings): readonly Examination[] =>
  concerning(subject).map((id) => ({ id, verdict: verdictOn(failureModes[id], readings, (what) => needs(what, subject) !== null) }));
