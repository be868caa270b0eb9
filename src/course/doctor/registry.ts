/** All failure modes, from their folders, and the examination of a run. */
import { entriesById } from "../../core/folders";
import { needs, read, type ReadMeasurementId, type ReadingId, type RunResults, type Subject } from "../../subject/measurements/readings";
import { appliesTo, MEASUREMENTS } from "../../subject/measurements/registry";
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

/** Returns the measurement that gives a reading of such a run; null if none can. */
export function measurementOf(what: ReadingId, subject: Subject): ReadMeasurementId | null {
  const id = needs(what, subject);
  return id !== null && appliesTo(id, subject.model, subject.data.kind) ? id : null;
}

/** Returns the measurements needed for those readings. */
export const measurementsFor = (subject: Subject): readonly ReadMeasurementId[] =>
  [...new Set(readingsOf(subject).flatMap((what) => measurementOf(what, subject) ?? []))];

/** Returns whether some verdict on such a run is about its samples. */
export const judgesSamples = (subject: Subject): boolean => measurementsFor(subject).some((id) => "samples" in MEASUREMENTS[id].settings);

/** Returns the readings of a run at a step, as far as its losses and results have them. `measuredAt`: the steps of results that are from other steps. */
export const readingsAt = (step: number, seen: RunResults, measuredAt: Readonly<Partial<Record<ReadMeasurementId, number>>> = {}): RunReadings => {
  const values = readingsOf(seen).map((what) => [what, read(what, seen)] as const).filter(([, value]) => !Number.isNaN(value));
  const steps = values.map(([what]) => [what, measuredAt[measurementOf(what, seen)!]] as const);
  return { step, values: Object.fromEntries(values), measuredAt: Object.fromEntries(steps.filter(([, at]) => at !== undefined)) };
};

/** The verdict on one failure mode. */
export interface Examination {
  readonly id: FailureModeId;
  readonly verdict: Verdict;
}

/** Returns a verdict on every failure mode that the run can have. */
export const examine = (subject: Subject, readings: RunReadings): readonly Examination[] =>
  concerning(subject).map((id) => ({ id, verdict: verdictOn(failureModes[id], readings, (what) => measurementOf(what, subject) !== null) }));
