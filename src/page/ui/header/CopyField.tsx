/** A text, and the button that copies it. */
import { useId, useState } from "react";
import { copyText } from "../kit/copyText";
import { useLoadedTexts } from "../kit/useLaterTexts";
import { linkTexts } from "./texts";

interface Props {
  readonly name: string;
  readonly copy: string;
  readonly text: string;
  readonly rows: number;
  /** The text must be copied by hand, so it is selected already. */
  readonly byHand?: boolean;
}

export function CopyField({ name, copy, text, rows, byHand = false }: Props) {
  const { copied, copyByHand } = useLoadedTexts(linkTexts);
  const id = useId();
  const [outcome, setOutcome] = useState<{ readonly of: string; readonly done: boolean } | null>(byHand ? { of: text, done: false } : null);
  const shownOutcome = outcome?.of === text ? outcome : null;
  return (
    <div className="link__text">
      <div className="link__copy">
        <label className="panel-title" htmlFor={id}>{name}</label>
        <span role="status">{shownOutcome && (shownOutcome.done ? copied : copyByHand)}</span>
        <button className="button" onClick={() => void copyText(text).then((done) => setOutcome({ of: text, done }))}>{copy}</button>
      </div>
      <textarea id={id} className="field" translate="no" readOnly rows={rows} value={text} autoFocus={byHand} onFocus={(event) => event.target.select()} />
    </div>
  );
}
