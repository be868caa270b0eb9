/**
 * Gathers what training changes many times a second, numbers and pictures, so that the page is drawn at most ten times a second
 * because of it: all at once, in one frame. Each frame more takes time from a processor that trains.
 */
import type { State, Store } from "../state/store";
import type { Frames } from "../state/frames";
import type { Frame } from "../worker/protocol";

/** A number that changes faster than this cannot be read. */
const EVERY_MS = 100;

export interface Patches {
  /** Soon. */
  add(patch: Partial<State>): void;
  /** Soon, the newest of each kind; at once where somebody waits for it. */
  addPicture(picture: Frame): void;
  /** At once, with everything gathered. */
  now(patch: Partial<State>): void;
  /** What was gathered is of a former run. */
  drop(): void;
}

export function createPatches(store: Store, frames: Frames): Patches {
  let gathered: Partial<State> = {};
  const pictures = new Map<Frame["kind"], Frame>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let flushedAt = -Infinity;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    flushedAt = performance.now();
    const patch = gathered;
    const newest = [...pictures.values()];
    gathered = {};
    pictures.clear();
    store.setState(patch);
    newest.forEach((picture) => frames.publish(picture));
  };
  const soon = () => {
    timer ??= setTimeout(flush, Math.max(0, flushedAt + EVERY_MS - performance.now()));
  };
  return {
    add(patch) {
      gathered = { ...gathered, ...patch };
      soon();
    },
    addPicture(picture) {
      if (isWaitedFor(picture, frames)) {
        pictures.delete(picture.kind); // an older one
        frames.publish(picture);
      } else {
        pictures.set(picture.kind, picture);
        soon();
      }
    },
    now(patch) {
      gathered = { ...gathered, ...patch };
      flush();
    },
    drop() {
      clearTimeout(timer);
      timer = undefined;
      gathered = {};
      pictures.clear();
    },
  };
}

/** The image at a position to which the reader has moved, and fill-ins asked for. Everything else is what it was, with newer weights. */
function isWaitedFor(picture: Frame, frames: Frames): boolean {
  if (picture.kind !== "decoded") return picture.kind === "filling";
  const shown = frames.latest("decoded");
  return !shown || picture.z.some((value, i) => value !== shown.z[i]);
}
