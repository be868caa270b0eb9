/** The panel's own texts in the reader's language. */
import { en } from "./texts.en";
import { zhCN } from "./texts.zh-CN";
import { useStore } from "../context";

const TEXTS = { en, "zh-CN": zhCN };

export const useCodeTexts = () => TEXTS[useStore((state) => state.language)];
