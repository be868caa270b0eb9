/** The experiment, the buttons that train it with a status line, its question, and its networks. */
import { isOpen } from "../../state/isOpen";
import { openInLearn } from "../../state/openInLearn";
import { usePanelParts, useStore, useTexts } from "../context";
import { NetworkDiagram } from "../diagram/NetworkDiagram";
import { Hint } from "../experiment/Hint";
import { TrainedStart } from "../experiment/TrainedStart";
import { BackToLearn } from "../foot/BackToLearn";
import { quietly } from "../kit/quietly";
import { TRAIN_BUTTON, useFocusOnTrain } from "../kit/useReturnedFocus";
import { PresetChoice, useAbout } from "./PresetChoice";
import { RunLine } from "./RunLine";

export function Start() {
  const { session } = usePanelParts();
  const { shell } = useTexts();
  const about = useAbout();
  const training = useStore((state) => state.phase === "training");
  const able = useStore(isOpen);
  const begun = useStore((state) => state.step > 0);
  const leave = useFocusOnTrain(able);
  return (
    <section className="page__column start" aria-label={shell.experiment.title}>
      <PresetChoice />
      <p className="start__about">{about?.about}</p>
      <div className="start__buttons">
        <button id={TRAIN_BUTTON} className="button button--main" disabled={!able} onClick={() => quietly(training ? session.pause() : session.train())}>
          {training ? shell.experiment.pause : shell.experiment.train}
        </button>
        {begun && (
          <button
            className="button" disabled={!able}
            onClick={() => {
              leave();
              quietly(session.reset());
            }}
          >
            {shell.play.again}
          </button>
        )}
      </div>
      <div className="start__run">
        <RunLine />
        <Hint />
      </div>
      <TrainedStart hidden={begun} />
      <StartQuestion />
      <div className="start__diagram"><NetworkDiagram /></div>
      <p className="start__more">{shell.play.more}</p>
    </section>
  );
}

/** The lecturer's question with its answers, the way back to an open lesson, or the preset's question. A model's question may need a setting of the Lab. */
function StartQuestion() {
  const { shell } = useTexts();
  const about = useAbout();
  const asked = useStore((state) => state.question);
  const learns = useStore((state) => openInLearn(state) !== null);
  const preset = useStore((state) => state.preset);
  if (!asked) return learns ? <p className="start__question"><BackToLearn /></p> : preset && <p className="start__question"><span className="foot__try">{shell.foot.try}</span> {about?.question}</p>;
  return (
    <div className="start__question">
      <p>{asked.text}</p>
      {asked.answers.length > 0 && (
        <>
          <ul className="start__answers">{asked.answers.map((answer) => <li key={answer}>{answer}</li>)}</ul>
          <p className="start__hands">{shell.play.hands}</p>
        </>
      )}
    </div>
  );
}
