/** One lesson: title, progress, and the current stage. */
import { useEffect } from "react";
import type { LessonsTexts } from "../texts";
import type { LessonId } from "../../../../course/lessons/ids";
import { stagesOf, type Stage } from "../../../../course/lessons/lesson";
import { usePanelParts } from "../../../ui/context";
import { quietly } from "../../../ui/kit/quietly";
import { beginLinked, showStage } from "./begin";
import { Compare } from "./Compare";
import { Explain } from "./Explain";
import { MoreBelow } from "./MoreBelow";
import { Predict } from "./Predict";
import { Repair } from "./Repair";
import { Run } from "./Run";
import { useFocus } from "../useFocus";
import { useOpenLesson, type OpenLesson } from "./useLesson";
import { stageNumber } from "./words";
import { Worksheet } from "./Worksheet";

function CurrentStage({ open, stage, next }: { readonly open: OpenLesson; readonly stage: Stage; next(): void }) {
  switch (stage.kind) {
    case "predict":
      return <Predict open={open} round={stage.round} next={next} />;
    case "run":
      return <Run open={open} round={stage.round} next={next} />;
    case "compare":
      return <Compare open={open} round={stage.round} />;
    case "explain":
      return <Explain open={open} />;
    case "repair":
      return <Repair open={open} />;
    default:
      return stage satisfies never;
  }
}

/** Returns whether the stage is done, so that the reader can go to the next one. */
function isDone(stage: Stage, { notes }: OpenLesson): boolean {
  switch (stage.kind) {
    case "predict":
      return notes.guesses[stage.round.id] !== undefined;
    case "run":
      return notes.outcomes[stage.round.id] !== undefined;
    case "explain":
      return notes.read;
    case "compare":
      return true;
    case "repair":
      return false;
    default:
      return stage satisfies never;
  }
}

export function LessonPanel({ id, texts }: { readonly id: LessonId; readonly texts: LessonsTexts }) {
  const parts = usePanelParts();
  const { store } = parts;
  const open = useOpenLesson(id, texts);
  const { panel, notes, note } = open;
  const stages = stagesOf(open.lesson);
  const stage = stages[notes.at]!;
  const heading = useFocus<HTMLHeadingElement>(notes.at, true);
  // A link, or a reload of one, may have opened the lesson without its run.
  useEffect(() => quietly(beginLinked(parts, id)), [parts, id]);
  const go = (at: number) => {
    note({ at });
    quietly(showStage(parts, id, at));
  };
  return (
    <section className="lesson" aria-label={panel.name}>
      <div className="lesson__head">
        <button className="button button--quiet" onClick={() => store.setState({ lesson: null })}>‹ {panel.all}</button>
        <button className="button button--quiet" onClick={() => print()}>{panel.worksheet.print}</button>
      </div>
      <h2 className="lesson__title">{open.texts.title}</h2>
      <ol className="lesson__rail" aria-hidden="true">
        {stages.map((one, at) => <li key={at} data-at={at === notes.at ? "here" : at < notes.at ? "past" : "ahead"} data-kind={one.kind} />)}
      </ol>
      <h3 className="panel-title lesson__stage" tabIndex={-1} ref={heading}
        aria-label={panel.stageOf(panel.stages[stage.kind], notes.at + 1, stages.length)}>
        {panel.stages[stage.kind]} <span>{stageNumber(notes.at, stages.length)}</span>
      </h3>
      <CurrentStage key={notes.at} open={open} stage={stage} next={() => go(notes.at + 1)} />
      <div className="lesson__ways">
        <button className="button button--quiet" disabled={notes.at === 0} onClick={() => go(notes.at - 1)}>‹ {panel.back}</button>
        <MoreBelow text={panel.more} stage={notes.at} />
        {isDone(stage, open) && <button className="button" onClick={() => go(notes.at + 1)}>{panel.next} ›</button>}
      </div>
      <Worksheet open={open} />
    </section>
  );
}
