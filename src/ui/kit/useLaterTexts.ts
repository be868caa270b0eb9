/** Texts that come with a part of the page, in the reader's language. Null until they have come. */
import { useEffect, useSyncExternalStore } from "react";
import type { LaterTexts } from "../../i18n/laterTexts";
import { useStore } from "../context";
import { quietly } from "./quietly";

export function useLaterTexts<T>(texts: LaterTexts<T>): T | null {
  const language = useStore((state) => state.language);
  useEffect(() => quietly(texts.load(language)), [texts, language]);
  return useSyncExternalStore(texts.on, () => texts.of(language));
}
