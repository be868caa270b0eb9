/** Which digit a conditional model is asked for, and another noise for the same one. */
import { useId } from "react";
import { CLASSES } from "../../core/runConfig";
import { useRoom, useStore, useTexts } from "../context";
import { useModel } from "../useModel";
import "./latent.css";

export function ClassPicker() {
  const { conditional } = useModel();
  return conditional ? <Picker /> : null;
}

function Picker() {
  const { session } = useRoom();
  const { findsClasses } = useModel();
  const held = useStore((state) => state.class);
  const texts = useTexts().instruments.classes;
  const name = useId();
  return (
    <div className="class-picker">
      <div className="class-picker__head">
        <h2 className="panel-title">{texts.name}</h2>
        {findsClasses && <p className="class-picker__note">{texts.found}</p>}
        <button
          type="button" className="button class-picker__noise" title={texts.newNoiseTitle}
          onClick={() => session.newNoise()}
        >
          {texts.newNoise}
        </button>
      </div>
      <fieldset className="class-picker__tiles" role="radiogroup" aria-label={texts.name}>
        {Array.from({ length: CLASSES }, (_, k) => (
          <label key={k} className="class-picker__tile">
            <input type="radio" name={name} value={k} checked={held === k} onChange={() => session.pickClass(k)} />
            <span>{k}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
