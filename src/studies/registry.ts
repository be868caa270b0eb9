/** Every study, from its folder. */
import { STUDY_IDS, type StudyId } from "./ids";
import type { Study } from "./study";

const folders: Readonly<Record<string, Study>> = import.meta.glob("./*/study.ts", { eager: true, import: "study" });

export const studies: Readonly<Record<StudyId, Study>> = Object.fromEntries(STUDY_IDS.map((id) => {
  const study = folders[`./${id}/study.ts`];
  if (!study) throw new Error(`src/studies/${id}/study.ts is missing`);
  return [id, study];
})) as Record<StudyId, Study>; // one for each id, as the line before sees to
