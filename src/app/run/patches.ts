/**
 * Collects the numbers and pictures that training changes many times a second, and writes them to the store together, at most ten times a second: each
 * frame that the page draws takes time from the processor that trains. Where frames take long, there are fewer.
 */
import type { State, Store } from "../../state/store";
import type { Frames } from "../../state/frames";
import type { Frame } from "../../worker/protocol";

/** A number that changes faster than this cannot be read. */
const EVERY_MS = 100;
/** Slower than this, the map, whose pictures come four times a second, would not keep up with the run. */
const SELDOM_MS = 250;
/** Of the page's time, at most, as long as it is drawn no less often than that. */
const SHARE = 0.08;

export interface Patches {
  /** Soon. */
  add(patch: Partial<State>): void;
  /** Soon; at once where somebody waits for it. `shown` is called then, or when it is dropped. */
  addPicture(picture: Frame, shown: () => void): void;
  /** At once, with everything gathered. */
  now(patch: Partial<State>): void;
  /** What was gathered is of a former run. */
  drop(): void;
}

export function createPatches(store: Store, frames: Frames): Patches {
  let gathered: Partial<State> = {};
  const pictures = new Map<Frame["kind"], { readonly picture: Frame; readonly shown: () => void }>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let flushedAt = -Infinity;
  let every = EVERY_MS;

  const flush = () => {
    clearTimeout(timer);
    timer = undefined;
    flushedAt = performance.now();
    const patch = gathered;
    const newest = [...pictures.values()];
    gathered = {};
    pictures.clear();
    store.setState(patch);
    newest.forEach(({ picture }) => frames.publish(picture));
    timeFrame(performance.now() - flushedAt, (ms) => {
      // Two runs are drawn half as often each: beside both of them the page has no processor for itself.
      every = store.getState().comparison ? SELDOM_MS : Math.min(SELDOM_MS, Math.max(EVERY_MS, ms / SHARE));
    });
    newest.forEach(({ shown }) => shown());
  };
  const soon = () => {
    // While an earlier step is on show, the numbers do not change, and its pictures come before the curves.
    const pace = store.getState().rewound === null ? every : SELDOM_MS;
    timer ??= setTimeout(flush, Math.max(0, flushedAt + pace - performance.now()));
  };
  const dropPicture = (kind: Frame["kind"]) => {
    pictures.get(kind)?.shown();
    pictures.delete(kind);
  };
  return {
    add(patch) {
      gathered = { ...gathered, ...patch };
      soon();
    },
    addPicture(picture, shown) {
      dropPicture(picture.kind); // it is older
      if (isWaitedFor(picture, frames) || store.getState().rewound !== null) {
        frames.publish(picture);
        shown();
      } else {
        pictures.set(picture.kind, { picture, shown });
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
      [...pictures.keys()].forEach(dropPicture);
    },
  };
}

/**
 * The image at a position to which the reader has moved, and fill-ins asked for. Everything else is what it was, with newer weights; but
 * pictures of an earlier step come only when the reader has turned to it.
 */
function isWaitedFor(picture: Frame, frames: Frames): boolean {
  if (picture.kind !== "decoded") return picture.kind === "filling";
  const shown = frames.latest("decoded");
  return !shown || picture.z.some((value, i) => value !== shown.z[i]);
}

/** Tells how long the next frame takes, its scripts, layout and painting, and what was done for it `before`, but not the wait for it. */
function timeFrame(before: number, told: (ms: number) => void): void {
  if (typeof requestAnimationFrame !== "function") return; // in tests without a page
  requestAnimationFrame(() => {
    const start = performance.now();
    // The task after the frame has painted.
    setTimeout(() => told(before + performance.now() - start));
  });
}
