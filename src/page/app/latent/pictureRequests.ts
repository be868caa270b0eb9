/** Tells the worker which pictures the page shows, and the reader's position: it keeps these pictures and the image at the position up to date. */
import { ReaderMoves } from "../../../core/readerMoves";
import { Timer } from "../../../core/timer";
import { findModel } from "../../../subject/models/registry";
import { givenOf } from "../../state/fillIn";
import type { Store } from "../../state/store";
import { latestWins } from "../../../engine/worker/client";
import type { Given } from "../../../engine/worker/protocol";
import type { RunKeeper } from "../run/runKeeper";
import { sameWatch, watchOf } from "../watch";

/** The least milliseconds between two requests for the map's pictures. */
const WATCH_EVERY_MS = 100;

export type PictureRequests = ReturnType<typeof createPictureRequests>;

/** Sends the requests from now on, whenever the store changes. `moves`: learns of the reader's moves. */
export function createPictureRequests(store: Store, run: Pick<RunKeeper, "call" | "ready">, moves = new ReaderMoves()) {
  /** When the reader made the move that has not been sent. */
  let unsentMove: number | null = null;
  const watching = new Timer();
  let watchedAt = -Infinity;

  const given = (): { readonly given?: Given } => {
    const { config, fillIn } = store.getState();
    return findModel(config.model)?.given ? { given: givenOf(fillIn) } : {};
  };
  const sendPosition = latestWins(async () => {
    const { z, class: k } = store.getState();
    const movedAt = unsentMove;
    unsentMove = null;
    if (run.ready) await run.call("position", { z, class: k, ...given(), movedAt });
  });
  const moved = (at: number | null) => {
    if (at !== null) moves.moved(unsentMove = at);
    sendPosition(undefined);
  };
  const sendWatch = latestWins(async () => {
    if (run.ready) await run.call("watch", watchOf(store.getState()));
  });
  const watchNow = () => {
    watching.stop();
    watchedAt = performance.now();
    sendWatch(undefined);
  };
  const unsubscribe = store.subscribe((state, before) => {
    const sameGiven = givenOf(state.fillIn) === givenOf(before.fillIn) || !findModel(state.config.model)?.given;
    if (!sameGiven) moved(performance.now());
    if ((!sameGiven || !sameWatch(state, before)) && !watching.isSet) watching.set(watchNow, Math.max(0, watchedAt + WATCH_EVERY_MS - performance.now()));
  });
  return {
    /** Returns the input image of models that complete or translate images; an empty object for other models. */
    given,
    /** The position has changed. `at`: when the reader moved, on the clock of performance.now(); null if the page changed it. */
    moved,
    /** A run is open and has received no requests yet. */
    opened() {
      watchNow();
      moved(null);
    },
    dispose() {
      watching.stop();
      unsubscribe();
    },
  };
}
