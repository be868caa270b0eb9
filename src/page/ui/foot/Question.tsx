/** What the preset or model is about, and its question or the one put to an audience. */
import { openInLearn } from "../../state/openInLearn";
import { useStore, useTexts } from "../context";
import { modelTexts, presetTexts } from "../presetTexts";
import { Slot } from "../kit/Slot";
import { BackToLearn } from "./BackToLearn";
import { useModel } from "../useModel";
import "./foot.css";

export function Question() {
  const texts = useTexts();
  const preset = useStore((state) => state.preset);
  const model = useModel();
  const question = useStore((state) => state.question);
  const learns = useStore((state) => openInLearn(state) !== null);
  const present = useStore((state) => state.present);
  const about = presetTexts(texts, preset?.name, preset?.version) ?? modelTexts(texts, model.id);
  return (
    <>
      {about && (
        <>
          <p className="foot__about">{about.about}</p>
          <p className="foot__question">
            {question ? question.text : !learns ? <><span className="foot__try">{texts.shell.foot.try}</span> {about.question}</> : present ? texts.shell.foot.lesson : <BackToLearn />}
          </p>
        </>
      )}
      <Slot name="question" />
    </>
  );
}
