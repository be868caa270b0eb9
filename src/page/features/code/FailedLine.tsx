/** Which line of a program first had a value that is not finite, beside the explanation why the run has stopped. */
import { useEffect } from "react";
import { useStore } from "../../ui/context";
import type { SlotProps } from "../../ui/kit/slots";
import { countText } from "../../ui/numbers";
import { NotFiniteSentence, rateHelps, useNotFinite } from "../../ui/program/NotFinite";
import { useProgramTexts } from "../../ui/program/texts";
import { lineOf } from "../../ui/program/Verdict";
import { useModel } from "../../ui/useModel";

export function FailedLine({ onCause }: SlotProps["failure"]) {
  const texts = useProgramTexts();
  const found = useNotFinite();
  useEffect(() => {
    const known = found === "searching" ? null : found;
    const says = known?.of === "gradient" ? { title: texts.notFinite.gradientTitle, body: texts.notFinite.gradientBody(countText(known.step)) } : null;
    onCause({ rateHelps: found !== "searching" && rateHelps(found), says });
  }, [found, texts, onCause]);
  const model = useModel();
  const h = useStore((state) => state.config.hyperparameters);
  const text = model.program?.(h);
  return found && text !== undefined && <p><NotFiniteSentence found={found} text={text} place={(from) => texts.line(lineOf(text, from))} /></p>;
}
