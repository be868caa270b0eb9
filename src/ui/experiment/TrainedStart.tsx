/**
 * Where a preset takes minutes to show what it says: how long, and the way to begin further on. In a run that began there:
 * that it did, and the way to train from step 0.
 */
import { trainedStartAhead } from "../../state/trainedStart";
import type { State } from "../../state/store";
import { useRoom, useStore, useTexts } from "../context";
import { countText } from "../numbers";
import { quietly } from "../kit/quietly";

/** Of training up to the trained start, at least 1: at this machine's pace, once there is one. */
function minutesAhead(state: State): number | null {
  const start = trainedStartAhead(state);
  if (!start) return null;
  const msPerStep = state.msPerStep ?? (1000 * start.seconds) / start.step;
  return Math.max(1, Math.round(((start.step - state.step) * msPerStep) / 60_000));
}

export function TrainedStart() {
  const { session } = useRoom();
  const texts = useTexts().shell.trainedStart;
  const ahead = useStore((state) => trainedStartAhead(state)?.step);
  const minutes = useStore(minutesAhead);
  const began = useStore((state) => state.begun.begin);
  const beginning = useStore((state) => state.beginning);
  const able = useStore((state) => state.opened !== null && state.phase !== "opening");
  if (ahead !== undefined && minutes !== null) {
    return (
      <p key="ahead" className="trained-start">
        <span>{texts.takes(minutes)}</span>
        <button className="button" disabled={!able || beginning} onClick={() => quietly(session.begin())}>
          {beginning ? texts.loading : texts.begin(countText(ahead))}
        </button>
      </p>
    );
  }
  const fromZero = async () => {
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
