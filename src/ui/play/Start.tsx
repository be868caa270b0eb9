/** Which experiment, what it asks, and the buttons that set it going; under them one line on how the run is doing. */
import { useRoom, useStore, useTexts } from "../context";
import { Hint } from "../experiment/Hint";
import { PresetSelect } from "../header/PresetSelect";
import { modelTexts, presetTexts } from "../layout/presetTexts";
import { quietly } from "../layout/quietly";
import { useModel } from "../useModel";
import { RunLine } from "./RunLine";

export function Start() {
  const { session } = useRoom();
  const texts = useTexts();
  const { experiment } = texts.shell;
  const preset = useStore((state) => state.preset);
  const model = useModel();
  const about = presetTexts(texts, preset?.name, preset?.version) ?? modelTexts(texts, model.id);
  const training = useStore((state) => state.phase === "training");
  const able = useStore((state) => state.opened !== null && state.phase !== "opening");
  const begun = useStore((state) => state.step > 0);
  return (
    <section className="page__column start" aria-label={experiment.title}>
      <PresetSelect />
      <p className="start__about">{about?.about}</p>
      <div className="start__buttons">
        <button className="button button--main" disabled={!able} onClick={() => quietly(training ? session.pause() : session.train())}>
          {training ? experiment.pause : experiment.train}
        </button>
        <button className="button" disabled={!able || !begun} onClick={() => quietly(session.reset())}>{texts.shell.play.again}</button>
      </div>
      <Hint />
      <p className="start__question"><span className="foot__try">{texts.shell.foot.try}</span> {about?.question}</p>
      <RunLine />
    </section>
  );
}
