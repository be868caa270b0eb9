/** A form in place of the buttons: trains to the step that the reader types. Escape closes it. */
import { useId, useState, type FormEvent } from "react";
import { readNumber } from "../../../core/readNumber";
import { MAX_STEP, step as toStep } from "../../../core/run/ids";
import { usePanelParts, useTexts } from "../context";
import { CloseIcon } from "../kit/icons";
import { meantKey } from "../kit/meantKey";
import { quietly } from "../kit/quietly";
import { countText } from "../numbers";

/** The suggested step is the next multiple of this. */
const ROUND = 1000;

/** `onClose` is called when the form is sent or cancelled. */
export function TrainTo({ onClose }: { readonly onClose: () => void }) {
  const { store, session } = usePanelParts();
  const { train, trainTo: texts } = useTexts().shell.experiment;
  const [written, setWritten] = useState(() => {
    const { stop, step } = store.getState();
    return String(stop !== null && stop > step ? stop : (Math.floor(step / ROUND) + 1) * ROUND);
  });
  const [wrong, setWrong] = useState<string | null>(null);
  const about = useId();
  const send = (event: FormEvent) => {
    event.preventDefault();
    const { step } = store.getState();
    const read = readNumber(written, { whole: true });
    const to = read.kind === "number" ? read.value : NaN;
    if (!Number.isInteger(to) || to < 0) return setWrong(texts.whole);
    if (to <= step) return setWrong(texts.past(countText(step)));
    if (to > MAX_STEP) return setWrong(texts.most(countText(MAX_STEP)));
    quietly(session.trainTo(toStep(to)));
    onClose();
  };
  return (
    <>
      <form className="train-to" aria-label={texts.open} onSubmit={send} onKeyDown={(event) => meantKey(event) === "Escape" && onClose()}>
        <span aria-hidden="true">{texts.label}</span>
        <input className="field" type="text" inputMode="numeric" autoComplete="off" autoFocus aria-label={texts.name} aria-invalid={wrong !== null} aria-describedby={about}
          value={written} onFocus={({ target }) => target.select()} onChange={({ target }) => { setWritten(target.value); setWrong(null); }} />
        <button className="button button--main">{train}</button>
        <button type="button" className="button button--icon button--quiet" aria-label={texts.cancel} title={texts.cancel} onClick={onClose}><CloseIcon /></button>
      </form>
      <p id={about} className="hint train-to__wrong" role="alert">{wrong}</p>
    </>
  );
}
