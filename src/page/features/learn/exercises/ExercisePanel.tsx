/** The task of an exercise, the verdicts on its functions, hints, our solution, and what the trained program must reach. */
import { solutionOf } from "../../../../course/exercises/solved";
import { usePanelParts } from "../../../ui/context";
import { useReturnedFocus } from "../../../ui/kit/useReturnedFocus";
import { WithCode } from "../../../ui/kit/WithCode";
import { SureButton } from "../../../ui/kit/SureButton";
import type { OpenExerciseTexts } from "../texts";
import { useFocus } from "../useFocus";
import { EMPTY_EXERCISE } from "./exerciseBook";
import { Reached } from "./Reached";
import type { OpenExercise } from "./useExercise";
import { Verdicts } from "./Verdicts";

interface Props {
  readonly open: OpenExercise;
  readonly texts: OpenExerciseTexts;
}

export function ExercisePanel({ open, texts: { panel, cards, exercises } }: Props) {
  const { store } = usePanelParts();
  const { id, exercise, notes, note } = open;
  const texts = exercises[id]!;
  const heading = useFocus<HTMLHeadingElement>(null);
  return (
    <section className="lesson exercise" aria-label={panel.name}>
      <div className="lesson__head">
        <button className="button button--quiet" onClick={() => store.setState({ exercise: null, leftExercise: id })}>‹ {panel.all}</button>
        {notes !== EMPTY_EXERCISE && notes.program !== null && <SureButton ask={panel.startOver} sure={panel.startOverSure} onSure={open.startOver} />}
      </div>
      <h2 className="lesson__title" tabIndex={-1} ref={heading}>{cards[id]!.title}</h2>
      {texts.task.map((paragraph) => <p key={paragraph} className="lesson__text"><WithCode text={paragraph} /></p>)}
      <Verdicts open={open} texts={texts} panel={panel} />
      {notes.right && <Reached open={open} done={texts.done} />}
      <Hints hints={texts.hints} opened={notes.hints} panel={panel} onOpen={() => note({ hints: notes.hints + 1 })} />
      <Solution open={open} panel={panel} />
      <p className="lesson__sources"><span>{panel.sources}</span>{exercise.sources.map(({ text, url }) => <a key={url} href={url} target="_blank" rel="noreferrer">{text}</a>)}</p>
    </section>
  );
}

function Hints({ hints, opened, panel, onOpen }: { readonly hints: readonly string[]; readonly opened: number; readonly panel: OpenExerciseTexts["panel"]; onOpen(): void }) {
  // The last hint takes the button's place.
  const { pressed, target } = useReturnedFocus(opened);
  const open = () => {
    pressed();
    onOpen();
  };
  return (
    <div className="exercise__hints">
      {hints.slice(0, opened).map((hint, i) => <p key={hint} className="exercise__hint" tabIndex={-1} ref={i === hints.length - 1 ? target : undefined}><b>{panel.hint(i + 1)}</b> <WithCode text={hint} /></p>)}
      {opened < hints.length && <button type="button" className="button button--quiet" onClick={open}>{panel.openHint(opened + 1, hints.length)}</button>}
    </div>
  );
}

/** Our functions: offered after the reader's own, or after all hints. */
function Solution({ open: { files, notes, note, takeSolution, seesSolution }, panel }: { readonly open: OpenExercise; readonly panel: OpenExerciseTexts["panel"] }) {
  const { pressed, target } = useReturnedFocus(notes.opened);
  if (!seesSolution) return null;
  const show = () => {
    pressed();
    note({ opened: true });
  };
  if (!notes.opened) return <button type="button" className="button button--quiet exercise__more" onClick={show}>{panel.showSolution}</button>;
  return (
    <div className="exercise__solution">
      <h3 className="panel-title" tabIndex={-1} ref={target}>{panel.solution}</h3>
      <pre tabIndex={0} aria-label={panel.solution}>{solutionOf(files).join("\n\n")}</pre>
      <SureButton ask={panel.takeSolution} sure={panel.takeSolutionSure} onSure={takeSolution} />
    </div>
  );
}
