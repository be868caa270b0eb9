/** The page's footer: what the preset or model is about, its question or the one put to an audience, and the button that lists the keys. */
import { useStore, useTexts } from "../context";
import { modelTexts, presetTexts } from "../presetTexts";
import { Slot } from "../kit/Slot";
import { useModel } from "../useModel";
import { KeysButton } from "./KeysButton";
import "./foot.css";

export function Foot() {
  const texts = useTexts();
  const preset = useStore((state) => state.preset);
  const model = useModel();
  const question = useStore((state) => state.question);
  const lesson = useStore((state) => state.present && (state.lesson ?? state.study) !== null);
  const about = presetTexts(texts, preset?.name, preset?.version) ?? modelTexts(texts, model.id);
  return (
    <footer className="foot">
      {about && (
        <>
          <p className="foot__about">{about.about}</p>
          <p className="foot__question">
            {question ? question.text : lesson ? texts.shell.foot.lesson : <><span className="foot__try">{texts.shell.foot.try}</span> {about.question}</>}
          </p>
        </>
      )}
      <Slot name="foot" />
      <div><KeysButton /></div>
    </footer>
  );
}
