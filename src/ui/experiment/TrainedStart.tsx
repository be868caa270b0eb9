/**
 * Offers a pretrained checkpoint for presets that take minutes to train, and says how many. In a run that began from a checkpoint it says so
 * and offers training from step 0.
 */
import { isOpen } from "../../state/isOpen";
import { trainedStartAhead } from "../../state/trainedStart";
import type { State } from "../../state/store";
import { usePanelParts, useStore, useTexts } from "../context";
import { countText } from "../numbers";
import { quietly } from "../kit/quietly";
import { useFocusOnTrain } from "../kit/useReturnedFocus";

/** Minutes of training up to the checkpoint, at least 1, at this machine's measured speed if known. */
function minutesAhead(state: State): number | null {
  const start = trainedStartAhead(state);
  if (!start) return null;
  const msPerStep = state.msPerStep ?? (1000 * start.seconds) / start.step;
  return Math.max(1, Math.round(((start.step - state.step) * msPerStep) / 60_000));
}

export function TrainedStart({ hidden = false }: { readonly hidden?: boolean }) {
  const { session } = usePanelParts();
  const texts = useTexts().shell.trainedStart;
  const ahead = useStore((state) => trainedStartAhead(state)?.step);
  const minutes = useStore(minutesAhead);
  const began = useStore((state) => state.begun.begin);
  const beginning = useStore((state) => state.beginning);
  const able = useStore(isOpen);
  const leave = useFocusOnTrain(able);
  if (hidden) return null;
  const begin = () => {
    leave();
    quietly(session.begin());
  };
  if (ahead !== undefined && minutes !== null) {
    return (
      <p key="ahead" className="trained-start">
        <span>{texts.takes(minutes)}</span>
        <button className="button" disabled={!able || beginning} onClick={begin}>
          {beginning ? texts.loading : texts.begin(countText(ahead))}
        </button>
      </p>
    );
  }
  const fromZero = async () => {
    leave();
    await session.reset();
    await session.train();
  };
  return began !== undefined && (
    <p key="began" className="trained-start">
      <span>{texts.began(countText(began))}</span>
      <button className="button" disabled={!able} onClick={() => quietly(fromZero())}>{texts.fromZero}</button>
    </p>
  );
}
