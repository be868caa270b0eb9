/** Every illness, from its folder. */
import { ILLNESS_IDS, type IllnessId } from "./ids";
import { verdictOn, type Illness, type Verdict } from "./illness";
import type { Known, Subject } from "./readings";

const folders: Readonly<Record<string, Illness>> = import.meta.glob("./*/illness.ts", { eager: true, import: "illness" });

export const illnesses: Readonly<Record<IllnessId, Illness>> = Object.fromEntries(ILLNESS_IDS.map((id) => {
  const illness = folders[`./${id}/illness.ts`];
  if (!illness) throw new Error(`src/doctor/${id}/illness.ts is missing`);
  return [id, illness];
})) as Record<IllnessId, Illness>; // one for each id, as the line before sees to

export interface Examination {
  readonly id: IllnessId;
  readonly verdict: Verdict;
}

/** Of each illness that a run of this kind can have. */
export const examine = (subject: Subject, known: Known): readonly Examination[] =>
  ILLNESS_IDS.filter((id) => illnesses[id].concerns(subject)).map((id) => ({ id, verdict: verdictOn(illnesses[id], known) }));
