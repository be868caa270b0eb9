/** Train (or Pause), Step, Reset, and a form that trains to a step; below them the hint, and the pretrained checkpoint. */
import { useState } from "react";
import { isOpen } from "../../state/isOpen";
import { isIncluded } from "../../state/embed";
import { usePanelParts, useStore, useTexts } from "../context";
import { DownIcon } from "../kit/icons";
import { quietly } from "../kit/quietly";
import { TRAIN_BUTTON, useReturnedFocus } from "../kit/useReturnedFocus";
import { Hint } from "./Hint";
import { TrainedStart } from "./TrainedStart";
import { TrainTo } from "./TrainTo";

export function Controls() {
  const { session } = usePanelParts();
  const texts = useTexts().shell.experiment;
  const embed = useStore((state) => state.embed);
  const phase = useStore((state) => state.phase);
  const training = phase === "training";
  const able = useStore(isOpen);
  const choosesStop = useStore(({ embed: frame, present }) => frame === null && !present);
  const [choosing, setChoosing] = useState(false);
  const resets = useReturnedFocus(able);
  const closes = useReturnedFocus(choosing);
  const close = () => {
    closes.pressed();
    setChoosing(false);
  };
  return (
    <section className="controls" aria-label={texts.train}>
      {choosing && choosesStop ? <TrainTo onClose={close} /> : (
        <>
          <div className="controls__buttons">
            {isIncluded(embed, "train") && (
              <button id={TRAIN_BUTTON} className="button button--main" disabled={!able}
                onClick={() => quietly(training ? session.pause() : session.train())}>
                {training ? texts.pause : texts.train}
              </button>
            )}
            {isIncluded(embed, "step") && (
              <span className="controls__step">
                <button className="button" disabled={!able || training} onClick={() => quietly(session.step())}>
                  {texts.step}
                </button>
                {choosesStop && (
                  <button ref={closes.target} id="train-to-button" className="button button--icon" disabled={!able} aria-label={texts.trainTo.open} title={texts.trainTo.open}
                    onClick={() => setChoosing(true)}>
                    <DownIcon />
                  </button>
                )}
              </span>
            )}
            {isIncluded(embed, "reset") && (
              <button ref={resets.target} className="button" disabled={!able}
                onClick={() => {
                  resets.pressed();
                  quietly(session.reset());
                }}>
                {texts.reset}
              </button>
            )}
          </div>
          <Hint />
        </>
      )}
      <TrainedStart />
    </section>
  );
}
