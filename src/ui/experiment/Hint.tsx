/** One line under the buttons: loading progress, what is being measured or awaited; otherwise what to do next. */
import type { Texts } from "../../i18n";
import type { State } from "../../state/store";
import { useStore, useTexts } from "../context";
import { countText, megabytesText } from "../numbers";

function loading({ data }: State, { hint }: Texts["shell"]): string | null {
  if (!data || data.trainImages >= data.trainImagesInAll) return null;
  return hint.images(countText(data.trainImages), countText(data.trainImagesInAll), megabytesText(data.bytes));
}

function hintOf(state: State, shell: Texts["shell"]): string {
  const { hint } = shell;
  switch (state.phase) {
    case "opening":
      return state.probing ? hint.measuring(shell.backends[state.probing]) : (loading(state, shell) ?? hint.starting);
    case "ready":
      return state.awaited === null ? hint.press : hint.pressFor(countText(state.awaited));
    case "training":
      return state.waitingForData && state.data
        ? hint.waiting(countText(state.data.trainImages), countText(state.data.trainImagesInAll))
        : (loading(state, shell) ?? "");
    case "paused":
      return loading(state, shell) ?? (state.forkedFrom === state.step ? hint.forked(countText(state.step)) : hint.paused);
    case "finished":
      return hint.finished(countText(state.step));
    case "failed":
      return "";
    default:
      return state.phase satisfies never;
  }
}

export function Hint() {
  const { shell } = useTexts();
  const text = useStore((state) => hintOf(state, shell));
  return <p className="hint">{text}</p>;
}
