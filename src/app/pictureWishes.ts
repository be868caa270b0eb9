/** Asks the run for the pictures that the page shows: those it keeps up to date by itself, and the one at the reader's position. */
import { findModel } from "../models/registry";
import { givenOf } from "../state/fillIn";
import type { Frames } from "../state/frames";
import type { Store } from "../state/store";
import { latestWins } from "../worker/client";
import type { Given } from "../worker/protocol";
import type { Hand } from "./hand";
import type { RunKeeper } from "./runKeeper";
import { sameWatch, watchOf } from "./watch";

/** The map's pictures are asked for at most this often while it is moved. */
const WATCH_EVERY_MS = 100;

export interface PictureWishes {
  /** The image that a completing model completes; nothing for other models. */
  given(): { readonly given?: Given };
  /** The image at the reader's position, as it is now. */
  decodeHere(): void;
  /** A run is open that knows of no wishes yet. */
  opened(): void;
  dispose(): void;
}

export function createPictureWishes(store: Store, frames: Frames, run: Pick<RunKeeper, "call" | "ready">, hand: Hand): PictureWishes {
  let timer: ReturnType<typeof setTimeout> | undefined;

  const given = () => {
    const { config, fillIn } = store.getState();
    return findModel(config.model)?.visible ? { given: givenOf(fillIn) } : {};
  };
  const sendDecode = latestWins(async () => {
    if (!run.ready) return;
    const { z, class: k } = store.getState();
    const { dragging, movedAt } = hand;
    const drag = dragging ? { drag: { movedAt, z } } : {};
    const decoded = await run.call("decode", { z: Float32Array.from(z), class: k, dragging, ...given() });
    frames.publish({ kind: "decoded", ...decoded, ...drag });
  });
  const decodeHere = () => sendDecode(undefined);
  const sendWatch = latestWins(async () => {
    if (run.ready) await run.call("watch", watchOf(store.getState()));
  });
  const watchNow = () => {
    clearTimeout(timer);
    timer = undefined;
    sendWatch(undefined);
  };
  const unsubscribe = [
    frames.subscribe("samples", (samples) => samples && decodeHere()),
    store.subscribe((state, before) => {
      const sameGiven = givenOf(state.fillIn) === givenOf(before.fillIn) || !findModel(state.config.model)?.visible;
      if (!sameGiven) decodeHere();
      if (!sameGiven || !sameWatch(state, before)) timer ??= setTimeout(watchNow, WATCH_EVERY_MS);
    }),
  ];
  return {
    given,
    decodeHere,
    opened() {
      watchNow();
      decodeHere();
    },
    dispose() {
      clearTimeout(timer);
      unsubscribe.forEach((stop) => stop());
    },
  };
}
