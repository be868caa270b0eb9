/**
 * Offers a pretrained checkpoint for presets that take minutes to train, and says how many. In a run that began from a checkpoint it says so
 * and offers training from step 0.
 */
import type { Texts } from "../../i18n";
import { isOpen } from "../../state/isOpen";
import { trainedStartAhead } from "../../state/trainedStart";
import type { State } from "../../state/store";
import { usePanelParts, useStore, useTexts } from "../context";
import { countText } from "../numbers";
import { quietly } from "../kit/quietly";
import { useFocusOnTrain } from "../kit/useReturnedFocus";

/** Says how long training up to the checkpoint takes at this machine's measured speed; before it is known, how long it took where the checkpoint was made. */
function timeAhead(state: State, { takes }: Texts["shell"]["trainedStart"]): string | null {
  const start = trainedStartAhead(state);
  if (!start) return null;
  const { msPerStep, step } = state;
  const ms = msPerStep === null ? 1000 * start.seconds : (start.step - step) * msPerStep;
  return takes(Math.max(1, Math.round(ms / 60_000)), msPerStep !== null);
}

export function TrainedStart({ hidden = false }: { readonly hidden?: boolean }) {
  const { session } = usePanelParts();
  const texts = useTexts().shell.trainedStart;
  const ahead = useStore((state) => trainedStartAhead(state)?.step);
  const time = useStore((state) => timeAhead(state, texts));
  const began = useStore((state) => state.begun.begin);
  const beginning = useStore((state) => state.beginning);
  const able = useStore(isOpen);
  const leave = useFocusOnTrain(able);
  if (hidden) return null;
  const begin = () => {
    leave();
    quietly(session.begin());
  };
  if (ahead !== undefined && time !== null) {
    return (
      <p key="ahead" className="trained-start">
        <span>{time}</span>
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
