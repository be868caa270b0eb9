/** One line under the buttons, and a button where training will stop. */
import { usePanelParts, useStore, useTexts } from "../context";
import { quietly } from "../kit/quietly";
import { useFocusOnTrain } from "../kit/useReturnedFocus";
import { hintOf, stopAhead } from "./hintText";
import "./experiment.css";

export function Hint() {
  const { session } = usePanelParts();
  const { shell } = useTexts();
  const text = useStore((state) => hintOf(state, shell));
  const canStay = useStore((state) => stopAhead(state) !== null && state.embed === null && !state.present);
  const leave = useFocusOnTrain(canStay);
  const goOn = () => {
    leave();
    quietly(session.trainTo(null));
  };
  return (
    <p className="hint">
      {text}
      {canStay && (
        <button className="button button--quiet hint__goes-on" onClick={goOn}>{shell.hint.goOn}</button>
      )}
    </p>
  );
}
