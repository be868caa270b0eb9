/** Trains the lesson's run to the end of the round and reads its results there. */
import { useEffect, useRef, useState } from "react";
import type { Round } from "../../../../course/lessons/lesson";
import { isOpen } from "../../../state/isOpen";
import { usePanelParts, useStore } from "../../../ui/context";
import { quietly } from "../../../ui/kit/quietly";
import { countText } from "../../../ui/numbers";
import { GuessChart } from "./GuessChart";
import { curveFor } from "./guessCurve";
import { curveOf, planFor, readOutcome, trainTo } from "../lessonRuns";
import { keepPictures } from "./earlierRuns";
import type { OpenLesson } from "./useLesson";

interface Props {
  readonly open: OpenLesson;
  readonly round: Round;
  next(): void;
}

export function Run({ open: { id: lesson, panel, notes, note }, round, next }: Props) {
  const parts = usePanelParts();
  const { id, question, until } = round;
  const plan = useStore((state) => planFor(state, round).kind);
  const step = useStore((state) => state.step);
  const training = useStore((state) => state.phase === "training");
  const able = useStore(isOpen);
  const [reading, setReading] = useState<"no" | "yes" | "failed">("no");
  const answered = notes.outcomes[id] !== undefined;
  const arrived = plan === "done" && able && !training;
  const texts = panel.run;

  // The step may also have been reached by *Train*.
  const finish = useRef(() => {});
  useEffect(() => {
    finish.current = () => {
      setReading("yes");
      readOutcome(parts, round).then((outcome) => {
        keepPictures(parts, lesson, id);
        note({ outcomes: { ...notes.outcomes, [id]: outcome } });
        next();
      }, () => setReading("failed"));
    };
  });
  useEffect(() => {
    if (arrived && !answered) finish.current();
  }, [arrived, answered]);

  const guess = notes.guesses[id];
  return (
    <>
      <p className="lesson__hint">{texts.yours}</p>
      {question.kind === "curve" && (
        <GuessChart question={question} panel={panel} guess={curveFor(question, guess)}
          run={plan === "restart" ? null : curveOf(parts, question.column, question.at[0]!, step)} />
      )}
      {plan === "restart" && step > 0 && <p className="lesson__hint">{texts.again}</p>}
      <p role="status" className="lesson__hint">{reading === "failed" ? texts.failed : reading === "yes" ? texts.reading : ""}</p>
      {training && plan !== "restart"
        ? (
          <div className="lesson__progress">
            <progress max={until} value={step} aria-label={texts.training(countText(step), countText(until))} />
            <span>{texts.training(countText(step), countText(until))}</span>
          </div>
        )
        : (
          <button className="button button--main" disabled={!able || reading === "yes"}
            onClick={() => (arrived ? finish.current() : quietly(trainTo(parts, lesson, round)))}>
            {texts.train(countText(until))}
          </button>
        )}
    </>
  );
}
