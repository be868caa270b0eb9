/** Texts of the editor of programs: fetched with it. */
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";
import { useLoadedTexts } from "../kit/useLaterTexts";

export const programTexts = laterTexts("ui/program", () => import("./texts.en"));

export type ProgramTexts = TextsOf<typeof programTexts>;

export const useProgramTexts = (): ProgramTexts => useLoadedTexts(programTexts);
