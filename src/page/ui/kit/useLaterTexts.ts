/** Hooks for the texts of a part that is fetched on demand, in the reader's language. */
import { useEffect, useSyncExternalStore } from "react";
import type { LaterTexts } from "../../i18n/laterTexts";
import { useStore } from "../context";
import { quietly } from "./quietly";

/** Returns null until the texts have loaded. */
export function useLaterTexts<T>(texts: LaterTexts<T>): T | null {
  const language = useStore((state) => state.language);
  useEffect(() => quietly(texts.load(language)), [texts, language]);
  return useSyncExternalStore(texts.on, () => texts.of(language), () => texts.of(language));
}

/** Returns the texts of a part that `later` fetched with them: those of the previous language until the reader's have loaded. */
export function useLoadedTexts<T>(texts: LaterTexts<T>): T {
  const found = useLaterTexts(texts) ?? texts.any;
  if (!found) throw new Error("A part that is opened later was rendered before its texts had come.");
  return found;
}
