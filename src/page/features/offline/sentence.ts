import type { OfflineState } from "../../../delivery/offline/keeper";
import { countText } from "../../ui/numbers";
import type { OfflineTexts } from "./texts";

/** Returns the sentence about the stored files. */
export function sentenceOf({ phase, chosen, parts }: OfflineState, { phases }: OfflineTexts): string {
  if (chosen.length === 0) return phases.none;
  if (phase === "waiting") return phases.waiting;
  if (!parts) return phases.unchecked;
  const sum = (of: "files" | "kept") => countText(chosen.reduce((all, part) => all + parts[part][of], 0));
  return phase === "kept" ? phases.kept(sum("files")) : phases[phase](sum("kept"), sum("files"));
}
