/** The question to the audience over the whole screen: its answers, and a bar for each answer's hands. It disappears when training starts, which answers it. */
import { useEffect, useLayoutEffect } from "react";
import { createAnswered } from "./answered";
import { audienceTexts } from "./texts";
import { countsOf, MAX_HANDS, withHands, type Question } from "./slice";
import { isOpen } from "../../state/isOpen";
import { usePanelParts, useStore } from "../../ui/context";
import { openDialog } from "../../ui/kit/Dialog";
import { meantKey } from "../../ui/kit/meantKey";
import { quietly } from "../../ui/kit/quietly";
import { useInertBehind } from "../../ui/kit/useInertBehind";
import { countText } from "../../ui/numbers";
import { KeyRow } from "../../ui/present/KeyList";
import { useLoadedTexts } from "../../ui/kit/useLaterTexts";

/** The questions that were answered in this visit. */
const answered = createAnswered();

export function QuestionStage({ question }: { readonly question: Question }) {
  const { session, store } = usePanelParts();
  const texts = useLoadedTexts(audienceTexts).question;
  const training = useStore((state) => state.phase === "training");
  const able = useStore(isOpen);
  const hands = useStore((state) => state.hands);
  const counts = countsOf({ question, hands });
  const most = Math.max(1, ...counts);
  useInertBehind();
  useLayoutEffect(() => {
    if (answered.take(question)) store.setState({ dismissedQuestion: question });
    else answered.store(null);
    return () => { if (store.getState().dismissedQuestion === question) answered.store(question); };
  }, [store, question]);
  useEffect(() => { if (training) store.setState({ dismissedQuestion: question }); }, [training, store, question]);
  const typed = (answer: number, count: number) => store.setState((state) => ({ hands: withHands(state, answer, () => count) }));
  return (
    <section className="question-stage" aria-label={texts.name}>
      <h2 className="question-stage__text">{question.text}</h2>
      <ol className="question-stage__answers">
        {question.answers.map((answer, k) => (
          <li key={k}>
            <kbd aria-hidden="true">{k + 1}</kbd>
            <span className="question-stage__answer">{answer}</span>
            <input className="field" type="number" inputMode="numeric" min={0} max={MAX_HANDS} aria-label={texts.hands(answer)}
              value={counts[k]} onChange={({ target }) => typed(k, target.valueAsNumber)}
              onKeyDown={(event) => { if (["Enter", "Escape"].includes(meantKey(event))) event.currentTarget.blur(); }} />
            <span className="question-stage__bar" style={{ width: `${(100 * counts[k]!) / most}%` }} aria-hidden="true" />
          </li>
        ))}
      </ol>
      <p className="visually-hidden" role="status">{question.answers.map((answer, k) => texts.counted(answer, countText(counts[k]!))).join(", ")}</p>
      <div className="question-stage__foot">
        <button className="button button--main" disabled={!able} onClick={() => quietly(session.train())}>{texts.reveal}</button>
        <button className="button" onClick={() => openDialog("question-dialog")}>{texts.write}</button>
        <span>{counts.length > 0 ? texts.keys : texts.keysOpen}</span>
      </div>
    </section>
  );
}

/** The number of hands for each answer, as bars, shown beside the training that follows. */
export function Tally() {
  const texts = useLoadedTexts(audienceTexts).question;
  const question = useStore((state) => state.question);
  const hands = useStore((state) => state.hands);
  const counts = countsOf({ question, hands });
  const most = Math.max(1, ...counts);
  if (!question || counts.length === 0) return null;
  return (
    <ul className="tally" aria-label={texts.tally}>
      {question.answers.map((answer, k) => (
        <li key={k}>
          <span className="tally__answer">{answer}</span>
          <span className="tally__bar" style={{ width: `${(6 * counts[k]!) / most}rem` }} aria-hidden="true" />
          <b>{countText(counts[k]!)}</b>
        </li>
      ))}
    </ul>
  );
}

/** The keys for questions, in the list of keys. */
export function AudienceKeys() {
  const { keys } = useLoadedTexts(audienceTexts);
  return [["Q", keys.linkCode], ["A", keys.ask], ["Shift A", keys.writeQuestion], ["1 – 4", keys.hands]].map(([key, what]) => <KeyRow key={key} name={key!} what={what!} />);
}
