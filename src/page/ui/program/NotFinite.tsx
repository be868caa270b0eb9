/** Which line of a program first had a value or gradient that is not finite, when the run has stopped for it. */
import { useEffect, useState, type ReactNode } from "react";
import type { FirstNotFinite } from "../../../torchSubset/program/notFinite";
import { useActions, useStore } from "../context";
import { countText } from "../numbers";
import { numberText } from "./numberText";
import { programs } from "./programs";
import { useProgramTexts } from "./texts";
import { Space } from "../kit/Between";
import { WithCode } from "../kit/WithCode";
import { excerpt } from "./Verdict";

/** Returns the operation; "searching" until it is known, null if the run has not stopped or none was found. */
export function useNotFinite(): FirstNotFinite | "searching" | null {
  const actions = useActions(programs);
  const failure = useStore((state) => (state.config.program !== undefined && state.failure?.code === "loss-not-finite" ? state.failure.message : null)); // the message, as an equal failure may replace it
  const [found, setFound] = useState<{ readonly failure: typeof failure; readonly first: FirstNotFinite | null } | null>(null);
  useEffect(() => {
    if (failure === null) return undefined;
    let current = true;
    const set = (first: FirstNotFinite | null) => { if (current) setFound({ failure, first }); };
    actions.notFinite().then(set, () => set(null)); // another run was opened, or its worker lost
    return () => { current = false; };
  }, [actions, failure]);
  if (failure === null) return null;
  return found?.failure === failure ? found.first : "searching";
}

/** Whether a smaller learning rate may help: training has made numbers large. `found`: null if no operation was found. */
export const rateHelps = (found: FirstNotFinite | null): boolean => found === null || (found.step > 1 && (found.cause === "growth" || found.cause === "exp"));

/** Sentences about an operation, and what helps. `place`: its line. */
export function NotFiniteSentence({ found, text, place }: { readonly found: FirstNotFinite | "searching"; readonly text: string; readonly place: (from: number) => ReactNode }) {
  const { notFinite: texts } = useProgramTexts();
  if (found === "searching") return <>{texts.searching}</>;
  const { of, operation, largest, cause, span, step } = found;
  const code = excerpt(text, span);
  return (
    <>
      {place(span.from)}<WithCode text={texts[of](countText(step), operation, code)} />
      {largest !== null && <><Space />{texts.largest(numberText(largest))}</>}
      {cause && <><Space /><WithCode text={texts.advice[cause]} /></>}
      {rateHelps(found) && <><Space />{texts.steps}</>}
      {cause === "growth" && step === 1 && <><Space />{texts.start}</>}
    </>
  );
}
