/** One line under the buttons: loading progress, what is being measured or awaited, where training stops; otherwise what to do next. */
import type { Texts } from "../../i18n";
import type { State } from "../../state/store";
import { usePanelParts, useStore, useTexts } from "../context";
import { quietly } from "../kit/quietly";
import { useFocusOnTrain } from "../kit/useReturnedFocus";
import { countText, megabytesText } from "../numbers";
import "./experiment.css";

function loading({ data }: State, { hint }: Texts["shell"]): string | null {
  if (!data || data.trainImages >= data.trainImagesInAll) return null;
  return hint.images(countText(data.trainImages), countText(data.trainImagesInAll), megabytesText(data.bytes));
}

/** The step at which training will stop; null: it does not. */
const stopAhead = ({ stop, step }: State): number | null => (stop !== null && stop > step ? stop : null);

function hintOf(state: State, shell: Texts["shell"]): string {
  const { hint } = shell;
  const stop = stopAhead(state);
  const stops = stop === null ? null : hint.stops(countText(stop));
  switch (state.phase) {
    case "opening":
      return state.probing ? hint.measuring(shell.backends[state.probing]) : (loading(state, shell) ?? hint.starting);
    case "ready":
      return state.awaited === null ? stops ?? hint.press : hint.pressFor(countText(state.awaited));
    case "training":
      return state.waitingForData && state.data
        ? hint.waiting(countText(state.data.trainImages), countText(state.data.trainImagesInAll))
        : (loading(state, shell) ?? stops ?? "");
    case "paused":
      return loading(state, shell) ?? stops ?? (state.forkedFrom === state.step ? hint.forked(countText(state.step)) : hint.paused);
    case "finished":
      return hint.finished(countText(state.step));
    case "failed":
      return "";
    default:
      return state.phase satisfies never;
  }
}

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
