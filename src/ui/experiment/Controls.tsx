/** Train (or Pause), Step, Reset; below them the hint, and the pretrained checkpoint. */
import { isIncluded } from "../../state/embed";
import { usePanelParts, useStore, useTexts } from "../context";
import { quietly } from "../kit/quietly";
import { useReturnedFocus } from "../kit/useReturnedFocus";
import { Hint } from "./Hint";
import { TrainedStart } from "./TrainedStart";

export function Controls() {
  const { session } = usePanelParts();
  const texts = useTexts().shell.experiment;
  const embed = useStore((state) => state.embed);
  const phase = useStore((state) => state.phase);
  const training = phase === "training";
  const able = useStore((state) => state.opened !== null && state.phase !== "opening");
  const { pressed, target } = useReturnedFocus(able);
  return (
    <section className="controls" aria-label={texts.train}>
      <div className="controls__buttons">
        {isIncluded(embed, "train") && (
          <button className="button button--main" disabled={!able}
            onClick={() => quietly(training ? session.pause() : session.train())}>
            {training ? texts.pause : texts.train}
          </button>
        )}
        {isIncluded(embed, "step") && (
          <button className="button" disabled={!able || training} onClick={() => quietly(session.step())}>
            {texts.step}
          </button>
        )}
        {isIncluded(embed, "reset") && (
          <button ref={target} className="button" disabled={!able}
            onClick={() => {
              pressed();
              quietly(session.reset());
            }}>
            {texts.reset}
          </button>
        )}
      </div>
      <Hint />
      <TrainedStart />
    </section>
  );
}
