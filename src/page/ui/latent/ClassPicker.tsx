/** Chooses the class that a conditional model is conditioned on, and draws another noise for it. */
import { useId } from "react";
import { usePanelParts, useStore, useTexts } from "../context";
import { useConditionName, useConditions } from "../useNameOfClass";
import { useModel } from "../useModel";
import "./latent.css";

export function ClassPicker() {
  const { conditional } = useModel();
  return conditional ? <Picker /> : null;
}

function Picker() {
  const { session } = usePanelParts();
  const { findsClasses } = useModel();
  const chosenClass = useStore((state) => state.class);
  const texts = useTexts().instruments.classes;
  const name = useId();
  const nameOf = useConditionName();
  const classes = useConditions();
  const named = classes.some((k) => nameOf(k) !== String(k));
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
      <fieldset className={`class-picker__tiles${named ? " class-picker__tiles--named" : ""}`} role="radiogroup" aria-label={texts.name}>
        {classes.map((k) => (
          <label key={k} className="class-picker__tile">
            <input type="radio" name={name} value={k} checked={chosenClass === k} onChange={() => session.pickClass(k)} />
            <span title={named ? nameOf(k) : undefined}>{nameOf(k)}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}
