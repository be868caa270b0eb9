/** The list of exercises, with their duration and the reader's progress. */
import { useEffect, useRef } from "react";
import { EXERCISE_IDS } from "../../../../course/exercises/ids";
import { exercises as definitions } from "../../../../course/exercises/registry";
import { usePanelParts, useStore, useTexts } from "../../../ui/context";
import { Card } from "../Card";
import { useExerciseListTexts } from "../texts";
import { EMPTY_EXERCISE, persistExerciseBook } from "./exerciseBook";

export function ExerciseList() {
  const { store } = usePanelParts();
  const { pair } = useTexts().shell;
  const { panel, cards } = useExerciseListTexts();
  const book = useStore(({ exerciseBook }) => exerciseBook);
  useEffect(() => persistExerciseBook(store), [store]);
  const left = useStore((state) => state.leftExercise);
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    button.current?.focus();
    store.setState({ leftExercise: null });
  }, [store]);
  return (
    <section className="lesson" aria-label={panel.choose}>
      <h2 className="lesson__title">{panel.choose}</h2>
      <p className="lesson__hint">{panel.chooseAbout}</p>
      <ol className="cards">
        {EXERCISE_IDS.map((id) => {
          const { title, about } = cards[id]!;
          const { program, right, met } = book[id] ?? EMPTY_EXERCISE;
          const progress = met !== null ? panel.finished : right ? panel.isRight : program !== null ? panel.begun : null;
          const way = met !== null ? panel.again : progress !== null ? panel.goOn : panel.begin;
          return (
            <Card key={id} title={title} about={about} facts={`${panel.minutes(definitions[id].minutes)}${progress === null ? "" : ` · ${progress}`}`} done={met !== null ? 1 : right ? 2 / 3 : program !== null ? 1 / 3 : 0}>
              <button ref={id === left ? button : null} className="button" aria-label={pair(way, title)} onClick={() => store.setState({ exercise: id })}>{way}</button>
            </Card>
          );
        })}
      </ol>
    </section>
  );
}
