/** All illnesses, from their folders, and the examination of a run. */
import { forEachId } from "../core/folders";
import { needs, read, type ReadMeasurementId, type ReadingId, type RunResults, type Subject } from "../measurements/readings";
import { ILLNESS_IDS, type IllnessId } from "./ids";
import { verdictOn, type Illness, type RunReadings, type Verdict } from "./illness";

export const illnesses = forEachId<IllnessId, Illness>(ILLNESS_IDS, import.meta.glob("./*/illness.ts", { eager: true, import: "illness" }));

/** Returns the illnesses that a run of this kind can have. */
const concerning = (subject: Subject): readonly IllnessId[] => ILLNESS_IDS.filter((id) => illnesses[id].concerns(subject));

/** Returns the readings needed for such a run. */
const readingsOf = (subject: Subject): readonly ReadingId[] => [...new Set(concerning(subject).flatMap((id) => {
  const { hints, signs, requires } = illnesses[id];
  return [...hints, ...signs.flat(), ...requires].map(({ what }) => what);
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
  readonly id: IllnessId;
  readonly verdict: Verdict;
}

/** Returns a verdict on every illness that the run can have. */
export const examine = (subject: Subject, readings: RunReadings): readonly Examination[] =>
  concerning(subject).map((id) => ({ id, verdict: verdictOn(illnesses[id], readings) }));
