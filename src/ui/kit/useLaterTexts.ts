/** Texts that come with a part of the page, in the reader's language. */
import { useEffect, useSyncExternalStore } from "react";
import type { LaterTexts } from "../../i18n/laterTexts";
import { useStore } from "../context";
import { quietly } from "./quietly";

/** Null until they have come. */
export function useLaterTexts<T>(texts: LaterTexts<T>): T | null {
  const language = useStore((state) => state.language);
  useEffect(() => quietly(texts.load(language)), [texts, language]);
  return useSyncExternalStore(texts.on, () => texts.of(language));
}

/** For a part that `later` fetches with its texts: in the language before, until the reader's have come. */
export function useLoadedTexts<T>(texts: LaterTexts<T>): T {
  const found = useLaterTexts(texts) ?? texts.any;
  if (!found) throw new Error("A part that is opened later was rendered before its texts had come.");
  return found;
}
