/** What the line under the buttons says: loading progress, what is being measured or awaited, where training stops; otherwise what to do next. */
import type { DataProgress } from "../../../core/run/reports";
import type { Texts } from "../../i18n";
import type { State } from "../../state/store";
import { countText, megabytesText } from "../numbers";

/** Seconds are said in steps of this, as an estimate does not hold to the second. */
const SECONDS = 5;

/** What has arrived, and when the rest will. */
function arrival({ bytes, bytesInAll, bytesPerSecond = 0 }: DataProgress, { hint }: Texts["shell"]): string {
  const seconds = (bytesInAll - bytes) / bytesPerSecond;
  return Number.isFinite(seconds) ? hint.arriving(megabytesText(bytesPerSecond), countText(SECONDS * Math.ceil(seconds / SECONDS))) : hint.arrived(megabytesText(bytes));
}

function loading({ data }: Pick<State, "data">, shell: Texts["shell"]): string | null {
  if (!data || data.trainImages >= data.trainImagesInAll) return null;
  return shell.hint.images(countText(data.trainImages), countText(data.trainImagesInAll), arrival(data, shell));
}

/** What work that needs all images, train and test, waits for; null if they are here. */
export function missingImages(data: DataProgress | null, shell: Texts["shell"]): string | null {
  if (!data) return null;
  const [have, all] = [data.trainImages + data.testImages, data.trainImagesInAll + data.testImagesInAll];
  return have < all ? shell.hint.waiting(countText(have), countText(all), arrival(data, shell)) : null;
}

/** The step at which training will stop; null: it does not. */
export const stopAhead = ({ stop, step }: Pick<State, "stop" | "step">): number | null => (stop !== null && stop > step ? stop : null);

type HintState = Pick<State, "awaited" | "data" | "forkedFrom" | "phase" | "probing" | "step" | "stop" | "waitingForData">;

/** Returns the sentence of a state; empty if there is nothing to say. */
export function hintOf(state: HintState, shell: Texts["shell"]): string {
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
        ? hint.waiting(countText(state.data.trainImages), countText(state.data.trainImagesInAll), arrival(state.data, shell))
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
