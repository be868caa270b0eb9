/** Tells the run which pictures the page shows, and where the reader is: it keeps them and the image there up to date. */
import { findModel } from "../../models/registry";
import { givenOf } from "../../state/fillIn";
import type { Store } from "../../state/store";
import { latestWins } from "../../worker/client";
import type { Given } from "../../worker/protocol";
import type { Hand } from "./hand";
import type { RunKeeper } from "../run/runKeeper";
import { sameWatch, watchOf } from "../watch";

/** The map's pictures are asked for at most this often while it is moved. */
const WATCH_EVERY_MS = 100;

export interface PictureWishes {
  /** The image that a completing model completes; nothing for other models. */
  given(): { readonly given?: Given };
  /** The reader has moved. */
  moved(): void;
  /** A run is open that knows of no wishes yet. */
  opened(): void;
  dispose(): void;
}

export function createPictureWishes(store: Store, run: Pick<RunKeeper, "call" | "ready">, hand: Hand): PictureWishes {
  let timer: ReturnType<typeof setTimeout> | undefined;

  const given = () => {
    const { config, fillIn } = store.getState();
    return findModel(config.model)?.given ? { given: givenOf(fillIn) } : {};
  };
  const sendPosition = latestWins(async () => {
    const { z, class: k } = store.getState();
    if (run.ready) await run.call("position", { z, class: k, ...given(), movedAt: hand.dragging ? hand.movedAt : null });
  });
  const moved = () => sendPosition(undefined);
  const sendWatch = latestWins(async () => {
    if (run.ready) await run.call("watch", watchOf(store.getState()));
  });
  const watchNow = () => {
    clearTimeout(timer);
    timer = undefined;
    sendWatch(undefined);
  };
  const unsubscribe = store.subscribe((state, before) => {
    const sameGiven = givenOf(state.fillIn) === givenOf(before.fillIn) || !findModel(state.config.model)?.given;
    if (!sameGiven) moved();
    if (!sameGiven || !sameWatch(state, before)) timer ??= setTimeout(watchNow, WATCH_EVERY_MS);
  });
  return {
    given,
    moved,
    opened() {
      watchNow();
      moved();
    },
    dispose() {
      clearTimeout(timer);
      unsubscribe();
    },
  };
}
