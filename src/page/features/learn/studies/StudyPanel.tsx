/** A study's question, the reader's guess, and the runs that answer it. */
import { useState } from "react";
import type { StudiesTexts } from "../texts";
import { isOpen } from "../../../state/isOpen";
import { usePanelParts, useStore, useTexts } from "../../../ui/context";
import { countText, percentText } from "../../../ui/numbers";
import { useFocusOnTrain } from "../../../ui/kit/useReturnedFocus";
import { Options } from "../Options";
import { planFor } from "../lessonRuns";
import { answerOf } from "../../../../course/studies/study";
import { optionOf } from "./rateDistortion";
import { useFocus } from "../useFocus";
import type { OpenStudy } from "./useStudy";

interface Props {
  readonly open: OpenStudy;
  readonly texts: StudiesTexts;
}

export function StudyPanel({ open, texts: { panel, studies } }: Props) {
  const { store } = usePanelParts();
  const { id, guess, choose } = open;
  const shown = useShown(open);
  const texts = studies[id]!;
  const linked = useStore(({ linkedGuesses }) => linkedGuesses[id]);
  const [choice, setChoice] = useState<string | null>(null);
  const heading = useFocus<HTMLHeadingElement>(guess);
  return (
    <section className="lesson" aria-label={panel.name}>
      <div className="lesson__head">
        <button className="button button--quiet" onClick={() => store.setState({ study: null })}>‹ {panel.all}</button>
      </div>
      <h2 className="lesson__title lesson__stage" tabIndex={-1} ref={heading}>{texts.title}</h2>
      <p className="lesson__text">{texts.question}</p>
      {guess === null
        ? (
          <>
            <Options legend={panel.guess} name={`study-${id}`} options={texts.options} chosen={choice} disabled={false} onChoose={setChoice} />
            <button className="button button--main" disabled={choice === null} onClick={() => choose(choice!)}>{panel.keep}</button>
          </>
        )
        : (
          <>
            <p className="study__guess">{panel.youSaid(texts.options[guess] ?? "")}</p>
            {typeof linked === "string" && texts.options[linked] && <p className="study__guess">{panel.linkSaid(texts.options[linked])}</p>}
            <p className="study__guess" role="status">{shown !== null && panel.measured(texts.options[shown]!)}</p>
            <Runs open={open} panel={panel} task={texts.task} names={texts.runs} needs={texts.needs} />
          </>
        )}
    </section>
  );
}

/** Returns the option that the reader's runs show; null: they show none yet. */
function useShown({ id, study, measured }: OpenStudy): string | null {
  const points = useStore(({ studyNotes }) => studyNotes.points);
  if (id === "rate-distortion") return optionOf(points);
  return measured ? answerOf(study, measured) : null;
}

interface RunsProps {
  readonly open: OpenStudy;
  readonly panel: StudiesTexts["panel"];
  readonly task: string;
  readonly names: Readonly<Record<string, string>>;
  readonly needs: string;
}

function Runs({ open: { study, suits, counts, failure, working, train, measure, count }, panel, task, names, needs }: RunsProps) {
  const { notices } = useTexts();
  const able = useStore((state) => isOpen(state) && state.phase !== "training") && !working;
  const share = useStore(({ measuring }) => (measuring?.id === study.measures.id ? measuring.progress : null));
  const step = useStore((state) => state.step);
  const running = useStore((state) => (state.phase === "training" ? study.runs.find((run) => planFor(state, run).kind === "continue") : undefined));
  const leave = useFocusOnTrain(useStore((state) => state.phase === "training"));
  const start = (runs: Parameters<typeof train>[0]) => {
    leave();
    train(runs);
  };
  return (
    <>
      <p className="lesson__hint">{task}</p>
      <div className="study__runs">
        {study.runs.map((run) => <button key={run.id} className="button" disabled={!able} onClick={() => start([run])}>{names[run.id]}</button>)}
      </div>
      {study.runs.length > 1 && <button className="button button--main" disabled={!able} onClick={() => start(study.runs)}>{panel.trainAll}</button>}
      {running && (
        <div className="lesson__progress">
          <progress max={running.until} value={step} aria-label={names[running.id]} />
          <span>{panel.training(names[running.id]!, countText(step), countText(running.until))}</span>
        </div>
      )}
      {share !== null && (
        <div className="lesson__progress">
          <progress max={1} value={share} aria-label={panel.measuring} />
          <span>{panel.measuring} {percentText(share)}</span>
        </div>
      )}
      {suits && !counts && step > 0 && (
        <>
          <p className="lesson__hint">{panel.leftover}</p>
          <button className="button" disabled={!able} onClick={count}>{panel.useLeftover}</button>
        </>
      )}
      {!suits && <p className="lesson__hint" role="status">{needs}</p>}
      {failure && (
        <div role="alert">
          <p className="lesson__hint">{panel.failed(notices.failure[failure].body)}</p>
          <button className="button" onClick={measure}>{notices.actions.retry}</button>
        </div>
      )}
    </>
  );
}
