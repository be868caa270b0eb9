/** All studies, from their folders. */
import { entriesById } from "../../core/folders";
import { STUDY_IDS, type StudyId } from "./ids";
import type { Study } from "./study";

export const studies = entriesById<StudyId, Study>(STUDY_IDS, import.meta.glob("./*/study.ts", { eager: true, import: "study" }));
