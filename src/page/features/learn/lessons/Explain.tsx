/** Asks the reader for an explanation first, then gives ours by the terms of the equation, which are highlighted there and in the chart. */
import { useId } from "react";
import { lossColumns } from "../../../../core/model/model";
import { useTexts } from "../../../ui/context";
import { useHighlight } from "../../../ui/equation/useHighlight";
import { Swatch } from "../../../ui/lossChart/Swatch";
import { marksOf, type Mark } from "../../../ui/palette";
import { useModel } from "../../../ui/useModel";
import { useFocus } from "../useFocus";
import { Subscripts } from "../../../ui/kit/Subscripts";
import type { OpenLesson } from "./useLesson";
import { Colon } from "../../../ui/kit/Between";

export function Explain({ open: { lesson, texts: { explain }, panel, notes, note } }: { readonly open: OpenLesson }) {
  const id = useId();
  const marks = marksOf(lossColumns(useModel()));
  const texts = panel.explain;
  const ours = useFocus<HTMLHeadingElement>(notes.read);
  return (
    <>
      <p className="lesson__text">{explain.question}</p>
      <label className="lesson__label" htmlFor={id}>{texts.own}</label>
      <textarea id={id} className="field lesson__words" rows={4} maxLength={2000} value={notes.words} onChange={({ target }) => note({ words: target.value })} />
      <p className="lesson__hint">{texts.stays}</p>
      {!notes.read && <button className="button button--main" disabled={notes.words.trim() === ""} onClick={() => note({ read: true })}>{texts.show}</button>}
      {notes.read && (
        <div className="lesson__ours">
          <h4 className="lesson__label" tabIndex={-1} ref={ours}>{texts.ours}</h4>
          <ul>{lesson.explain.map((column) => <Term key={column} column={column} mark={marks.get(column)} text={explain.terms[column]!} />)}</ul>
          <p>{explain.so}</p>
          <p className="lesson__sources">
            {panel.sources}<Colon />{lesson.sources.map(({ text, url }) => <a key={url} href={url} target="_blank" rel="noreferrer">{text}</a>)}
          </p>
        </div>
      )}
    </>
  );
}

function Term({ column, mark, text }: { readonly column: string; readonly mark: Mark | undefined; readonly text: string }) {
  const { models } = useTexts();
  const { highlighted, handlers } = useHighlight(column);
  const { onPointerEnter, onPointerLeave } = handlers;
  return (
    <li className="lesson__term" data-lit={highlighted || undefined} {...{ onPointerEnter, onPointerLeave }}>
      <strong>{mark && <Swatch mark={mark} />} {models.terms[column]?.name ?? column}</strong> <Subscripts of={text} />
    </li>
  );
}
