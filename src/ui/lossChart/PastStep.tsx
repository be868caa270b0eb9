/** Over the chart while an earlier step is on show: which one, and the ways from there, back to now or on with another run. */
import { useRoom, useStore, useTexts } from "../context";
import { quietly } from "../kit/quietly";
import { countText } from "../numbers";

export function PastStep({ step }: { readonly step: number }) {
  const texts = useTexts().instruments.playhead;
  const { session } = useRoom();
  const forking = useStore((state) => state.forking);
  if (forking !== null) {
    return (
      <div className="playhead__past">
        <label>
          {texts.forking(countText(step))} <progress className="playhead__progress" max={1} value={forking} />
        </label>
        <button type="button" onClick={() => quietly(session.endFork())}>{texts.cancel}</button>
      </div>
    );
  }
  return (
    <div className="playhead__past">
      <span>{texts.at(countText(step))}</span>
      <button type="button" onClick={() => quietly(session.rewind(null))}>{texts.back}</button>
      <button type="button" title={texts.forkTitle} onClick={() => quietly(session.fork())}>{texts.fork}</button>
    </div>
  );
}
