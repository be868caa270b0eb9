/** The step in slow motion that came last, and the texts that are said of it. */
import { useEffect, useState } from "react";
import type { PictureOf } from "../../state/frames";
import { slowMotionTexts, type SlowMotionTexts } from "../../i18n/slowMotion";
import { useRoom } from "../context";
import { useLaterTexts } from "../useLaterTexts";

/** Null until there is one. */
export function useSlowStep(): PictureOf<"slowMotion"> | null {
  const { frames } = useRoom();
  const [frame, setFrame] = useState<PictureOf<"slowMotion"> | null>(null);
  useEffect(() => frames.subscribe("slowMotion", setFrame), [frames]);
  return frame;
}

/** Null until they have come. */
export const useSlowTexts = (): SlowMotionTexts | null => useLaterTexts(slowMotionTexts);
