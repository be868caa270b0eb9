/** The step in slow motion that came last, and the texts that are said of it. */
import { useEffect, useState } from "react";
import type { PictureOf } from "../../state/frames";
import { onPoints } from "../../data/registry";
import { laterTextsOfPoints } from "../../i18n/points";
import { slowMotionTexts, type SlowMotionTexts } from "./texts";
import { useRoom, useStore } from "../context";
import { useLaterTexts } from "../kit/useLaterTexts";

/** Null until there is one. */
export function useSlowStep(): PictureOf<"slowMotion"> | null {
  const { frames } = useRoom();
  const [frame, setFrame] = useState<PictureOf<"slowMotion"> | null>(null);
  useEffect(() => frames.subscribe("slowMotion", setFrame), [frames]);
  return frame;
}

/** Null until they have come. */
export function useSlowTexts(): SlowMotionTexts | null {
  const texts = useLaterTexts(slowMotionTexts);
  const language = useStore((state) => state.language);
  const points = useStore((state) => onPoints(state.config.hyperparameters));
  return texts && points ? laterTextsOfPoints(texts, language) : texts;
}
