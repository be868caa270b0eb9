/** A study: its question in the left column and its figure beside it; and the list of studies, below that of lessons. */
import { useEffect } from "react";
import { useStudiesTexts } from "../texts";
import { STUDY_IDS, type StudyId } from "../../../../course/studies/ids";
import { studies as definitions } from "../../../../course/studies/registry";
import { usePanelParts, useStore, useTexts } from "../../../ui/context";
import { Card } from "../Card";
import { RunControls } from "../RunControls";
import { Failure } from "../../../ui/notices/Failure";
import { Sheet } from "./Sheet";
import { StudyPanel } from "./StudyPanel";
import { persistStudyNotes } from "./studyNotes";
import { useStudy } from "./useStudy";
import "../learn.css";

export function OpenStudy() {
  const id = useStore((state) => state.study);
  return id && <StudyPage key={id} id={id} />;
}

function StudyPage({ id }: { readonly id: StudyId }) {
  const { store } = usePanelParts();
  const texts = useStudiesTexts();
  useEffect(() => persistStudyNotes(store), [store]);
  const open = useStudy(id);
  return (
    <>
      <div className="page__column learn">
        <div className="learn__page"><StudyPanel open={open} texts={texts} /></div>
        <RunControls settings={texts.panel.settings} open={false} />
      </div>
      <section className="study" aria-label={texts.studies[id]!.title}>
        <Failure />
        <Sheet open={open} texts={texts} />
      </section>
    </>
  );
}

export function StudyList() {
  const { store } = usePanelParts();
  const { pair } = useTexts().shell;
  const texts = useStudiesTexts();
  const notes = useStore(({ studyNotes }) => studyNotes);
  useEffect(() => persistStudyNotes(store), [store]);
  const { panel, studies } = texts;
  return (
    <section className="lesson" aria-label={panel.choose}>
      <h2 className="lesson__title">{panel.choose}</h2>
      <p className="lesson__hint">{panel.chooseAbout}</p>
      <ol className="cards">
        {STUDY_IDS.map((id) => {
          const { title, about } = studies[id]!;
          const way = notes.guesses[id] === undefined ? panel.begin : panel.goOn;
          return (
            <Card key={id} title={title} about={about} facts={panel.runs(definitions[id].runs.length)} done={0}>
              <button className="button" aria-label={pair(way, title)} onClick={() => store.setState({ study: id })}>{way}</button>
            </Card>
          );
        })}
      </ol>
    </section>
  );
}
