/** Writes a run that was replaced by another, in its last state. */
import type { Store } from "../../state/store";
import type { UndoableRun } from "../undo";
import { lockRun } from "./runLocks";
import { newId, type RunShelf } from "./runShelf";

/** Writes the run in its turn, if it was saved before. */
export function writeLeft(store: Store, shelf: RunShelf, { chosen, begun, snapshot, picture, training, fragment, mark, losses, measurements, backend }: UndoableRun): void {
  const { keptAs: id } = chosen;
  if (id === null) return;
  const head = { fragment, mark, model: begun.model, step: snapshot.step, keptAt: shelf.keptNow(), training, picture: picture ?? shelf.last(id)?.picture ?? null };
  shelf.inTurn(async () => {
    if (store.getState().keptAs === id) return; // undo has reopened this run, so its own saving writes it
    // The page released the run's lock when it opened the next run. If another tab holds the lock now, or has written the run since, this state is saved as a copy.
    const own = await lockRun(id);
    const isOverwritten = own !== null && await shelf.isWrittenByOtherTab(id);
    if (isOverwritten) own();
    const keptAs = own && !isOverwritten ? id : newId();
    const release = keptAs === id ? own : await lockRun(keptAs);
    try {
      await shelf.write({ head: { ...head, id: keptAs }, begun, forkedFrom: chosen.forkedFrom, snapshot, record: { losses, measurements, backend } }, 0, "relaxed");
    } finally {
      release?.();
    }
  });
}
