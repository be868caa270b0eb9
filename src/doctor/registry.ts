/** Every illness, from its folder, and what they go by. */
import { forEachId } from "../core/folders";
import { needs, read, type ReadMeasurementId, type ReadingId, type RunResults, type Subject } from "../measurements/readings";
import { ILLNESS_IDS, type IllnessId } from "./ids";
import { verdictOn, type Illness, type Known, type Verdict } from "./illness";

export const illnesses = forEachId<IllnessId, Illness>(ILLNESS_IDS, import.meta.glob("./*/illness.ts", { eager: true, import: "illness" }));

/** Those that a run of this kind can have. */
const concerning = (subject: Subject): readonly IllnessId[] => ILLNESS_IDS.filter((id) => illnesses[id].concerns(subject));

/** What is read off such a run. */
const readingsOf = (subject: Subject): readonly ReadingId[] => [...new Set(concerning(subject).flatMap((id) => {
  const { hints, signs, requires } = illnesses[id];
  return [...hints, ...signs.flat(), ...requires].map(({ what }) => what);
}))];

/** Which measurements that takes. */
export const measurementsFor = (subject: Subject): readonly ReadMeasurementId[] =>
  [...new Set(readingsOf(subject).flatMap((what) => needs(what, subject) ?? []))];

export const knownFrom = (step: number, seen: RunResults): Known => {
  const values = readingsOf(seen).map((what) => [what, read(what, seen)] as const);
  return { step, values: Object.fromEntries(values.filter(([, value]) => !Number.isNaN(value))) };
};

export interface Examination {
  readonly id: IllnessId;
  readonly verdict: Verdict;
}

export const examine = (subject: Subject, known: Known): readonly Examination[] =>
  concerning(subject).map((id) => ({ id, verdict: verdictOn(illnesses[id], known) }));
