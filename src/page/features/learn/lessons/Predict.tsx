/** Asks for a guess before the run shows anything. The guess is fixed once there is a result. */
import { useState } from "react";
import type { Round } from "../../../../course/lessons/lesson";
import type { Guess } from "../../../../core/guesses";
import { GuessChart } from "./GuessChart";
import { curveFor } from "./guessCurve";
import { knownStart } from "../lessonRuns";
import { Options } from "../Options";
import type { OpenLesson } from "./useLesson";

interface Props {
  readonly open: OpenLesson;
  readonly round: Round;
  next(): void;
}

export function Predict({ open: { lesson, texts, panel, notes, note }, round, next }: Props) {
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
        <Options legend={panel.predict.choose} name={`lesson-${id}`} options={options} chosen={typeof guess === "string" ? guess : null}
          disabled={answered} onChoose={setGuess} />
      ) : (
        <>
          {!answered && <p className="lesson__hint">{panel.predict.draw}</p>}
          <GuessChart question={question} panel={panel} known={knownStart(lesson, round, notes)} guess={curveFor(question, guess)} {...(answered ? {} : { onDraw: setGuess })} />
        </>
      )}
      {!answered && <button className="button button--main" disabled={guess === null} onClick={keep}>{panel.predict.keep}</button>}
    </>
  );
}
