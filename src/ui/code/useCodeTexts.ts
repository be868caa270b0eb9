/** The panel's own texts in the reader's language. */
import { en } from "../../i18n/code.en";
import { zhCN } from "../../i18n/code.zh-CN";
import { useStore } from "../context";

const TEXTS = { en, "zh-CN": zhCN };

export const useCodeTexts = () => TEXTS[useStore((state) => state.language)];
