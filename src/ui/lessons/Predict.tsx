/** What will the run do? The guess is made before anything can be seen of it, and fixed once the run has answered. */
import { useState } from "react";
import type { Round } from "../../lessons/lesson";
import type { Guess } from "../../state/lessons";
import { GuessChart } from "./GuessChart";
import { curveFor } from "./guessCurve";
import type { OpenLesson } from "./useLesson";

interface Props {
  readonly open: OpenLesson;
  readonly round: Round;
  next(): void;
}

export function Predict({ open: { texts, panel, notes, note }, round, next }: Props) {
  const { id, question } = round;
  const before = notes.guesses[id];
  const [guess, setGuess] = useState<Guess | null>(before ?? null);
  const answered = notes.outcomes[id] !== undefined;
  const keep = () => {
    note({ guesses: { ...notes.guesses, [id]: guess! } });
    next();
  };
  const { predict, options = {} } = texts.rounds[id]!;
  return (
    <>
      <p className="lesson__text">{predict}</p>
      {question.kind === "choice" ? (
        <fieldset className="lesson__options">
          <legend className="visually-hidden">{panel.predict.choose}</legend>
          {question.options.map((option) => (
            <label key={option.id} className="lesson__option">
              <input type="radio" name={`lesson-${id}`} checked={guess === option.id} disabled={answered} onChange={() => setGuess(option.id)} />
              <span>{options[option.id]}</span>
            </label>
          ))}
        </fieldset>
      ) : (
        <>
          {!answered && <p className="lesson__hint">{panel.predict.draw}</p>}
          <GuessChart question={question} panel={panel} guess={curveFor(question, guess)} {...(answered ? {} : { onDraw: setGuess })} />
        </>
      )}
      {!answered && <button className="button button--main" disabled={guess === null} onClick={keep}>{panel.predict.keep}</button>}
    </>
  );
}
