/** All studies, from their folders. */
import { forEachId } from "../core/folders";
import { STUDY_IDS, type StudyId } from "./ids";
import type { Study } from "./study";

export const studies = forEachId<StudyId, Study>(STUDY_IDS, import.meta.glob("./*/study.ts", { eager: true, import: "study" }));
