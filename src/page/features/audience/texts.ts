/** Texts of what an audience takes part by: the link as a code, questions and hands. Fetched with these. */
import type { Label } from "../../i18n";
import { laterTexts, type TextsOf } from "../../i18n/laterTexts";

/** Titles of the dialogs, which come with the page. */
export const LINK_CODE: Label = { en: "This moment on your phone", "zh-CN": "在手机上打开这一刻", es: "Este momento en tu teléfono" };
export const QUESTION: Label = { en: "A question to the audience", "zh-CN": "向听众提问", es: "Una pregunta al público" };

export const audienceTexts = laterTexts("features/audience", () => import("./texts.en"));
export type AudienceTexts = TextsOf<typeof audienceTexts>;
