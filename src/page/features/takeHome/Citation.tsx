/** The citation of the run, to be copied. */
import { useEffect, useState } from "react";
import { usePanelParts } from "../../ui/context";
import { copyText } from "../../ui/kit/copyText";
import { citationNow } from "./save";
import type { TakeHomeTexts } from "./texts";

export function Citation({ texts }: { readonly texts: TakeHomeTexts }) {
  const parts = usePanelParts();
  /** That of the step at which this was opened. */
  const [text, setText] = useState("");
  useEffect(() => void citationNow(parts).then(setText), [parts]);
  const [outcome, setOutcome] = useState<{ readonly of: string; readonly done: boolean } | null>(null);
  const { cite } = texts;
  return (
    <div className="take-home__citation">
      <textarea className="field" aria-label={texts.things.cite} translate="no" readOnly rows={12} value={text} onFocus={({ target }) => target.select()} />
      <button className="button" onClick={() => void copyText(text).then((done) => setOutcome({ of: text, done }))}>{cite.copy}</button>
      <span className="take-home__about" role="status">{outcome?.of === text && (outcome.done ? cite.copied : cite.byHand)}</span>
    </div>
  );
}
