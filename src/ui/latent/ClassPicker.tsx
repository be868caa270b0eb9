/** Chooses the class that a conditional model is conditioned on, and draws another noise for it. */
import { useEffect, useId, useState } from "react";
import { CLASSES } from "../../core/run/runConfig";
import { ownOf } from "../../data/registry";
import { usePanelParts, useStore, useTexts } from "../context";
import { quietly } from "../kit/quietly";
import { useModel } from "../useModel";
import "./latent.css";

export function ClassPicker() {
  const { conditional } = useModel();
  return conditional ? <Picker /> : null;
}

function Picker() {
  const { session } = usePanelParts();
  const { findsClasses } = useModel();
  const held = useStore((state) => state.class);
  const texts = useTexts().instruments.classes;
  const name = useId();
  const names = useClassNames();
  const named = !findsClasses && names.some((one, k) => one !== String(k));
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
        {Array.from({ length: CLASSES }, (_, k) => (
          <label key={k} className="class-picker__tile">
            <input type="radio" name={name} value={k} checked={held === k} onChange={() => session.pickClass(k)} />
            <span title={named ? names[k] : undefined}>{(named && names[k]) || k}</span>
          </label>
        ))}
      </fieldset>
    </div>
  );
}

/** Names of the reader's own classes; empty for MNIST, and until the reader's images have been loaded. */
function useClassNames(): readonly string[] {
  const { session } = usePanelParts();
  const own = useStore(({ config }) => ownOf(config));
  const opened = useStore((state) => state.opened);
  const [names, setNames] = useState<readonly string[]>([]);
  useEffect(() => {
    let late = false;
    const find = async () => (own === undefined ? null : session.ownImages(own));
    quietly(find().then((images) => { if (!late) setNames(images?.classes ?? []); }));
    return () => { late = true; };
  }, [session, own, opened]);
  return names;
}
