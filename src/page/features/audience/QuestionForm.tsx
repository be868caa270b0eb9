/** Edits the question to the audience. It starts from the open question of a lesson or study, or else from the preset's. */
import { useId, type FormEvent } from "react";
import { audienceTexts } from "./texts";
import { MAX_ANSWER, MAX_ANSWERS, MAX_TEXT, questionOf } from "./slice";
import { usePanelParts, useStore } from "../../ui/context";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";
import { useOffered } from "./useOffered";

/** Each opening of the dialog focuses this field, not only the first one, at which React does it. */
const focusWhenOpened = (field: HTMLElement | null) => field?.setAttribute("autofocus", "");

const close = (form: HTMLElement) => form.closest("dialog")?.close();

export function QuestionForm() {
  const { store } = usePanelParts();
  const texts = useLoadedTexts(audienceTexts).form;
  const written = useStore((state) => state.question);
  const offered = useOffered();
  const id = useId();
  const { text, answers } = written ?? offered;
  const ask = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const question = questionOf(String(data.get("text")), data.getAll("answer").map(String));
    store.setState({ question });
    close(event.currentTarget);
  };
  return (
    // The key resets the fields for another question.
    <form className="question-form" key={[text, ...answers].join("|")} onSubmit={ask}>
      <label className="panel-title" htmlFor={id}>{texts.text}</label>
      <textarea ref={focusWhenOpened} id={id} className="field" name="text" rows={3} required maxLength={MAX_TEXT} defaultValue={text} autoFocus />
      <fieldset className="question-form__answers">
        <legend className="panel-title">{texts.answers}</legend>
        {Array.from({ length: MAX_ANSWERS }, (_, k) => (
          <input key={k} className="field" name="answer" aria-label={texts.answer(String(k + 1))} maxLength={MAX_ANSWER} defaultValue={answers[k] ?? ""} />
        ))}
      </fieldset>
      <p>{texts.about}</p>
      <div className="question-form__go">
        <button className="button button--main">{texts.ask}</button>
        {written && (
          <button type="button" className="button" onClick={({ currentTarget }) => {
            store.setState({ question: null });
            close(currentTarget);
          }}>{texts.remove}</button>
        )}
      </div>
    </form>
  );
}
