/**
 * Collects the numbers and pictures that training changes many times a second, and writes them to the store together, at most ten times a second: each
 * frame that the page draws takes time from the processor that trains. Where frames take long, there are fewer.
 */
import type { State, Store } from "../../state/store";
import type { Frames } from "../../state/frames";
import type { Frame } from "../../worker/protocol";

/** The least milliseconds between two writes: a number that changes faster cannot be read. */
const EVERY_MS = 100;
/** The most milliseconds between two writes: with more, the map's images, which come four times a second, would fall behind the run. */
const SELDOM_MS = 250;
/** The maximum share of the main thread's time for drawing, as far as `SELDOM_MS` allows. */
const SHARE = 0.08;
/** The same while the run's threads use every core: each frame then delays a step. */
const SHARE_OF_BUSY = 0.04;

export interface Patches {
  /** Writes the patch soon. */
  add(patch: Partial<State>): void;
  /** Publishes the picture soon, or at once if the reader waits for it. `shown` is called then, or when the picture is dropped. */
  addPicture(picture: Frame, shown: () => void): void;
  /** Writes the patch at once, with everything gathered before. */
  now(patch: Partial<State>): void;
  /** Drops everything gathered that belongs to a previous run: all but the progress of loading data. */
  drop(): void;
}

/** Returns the patches of one run's store and pictures. */
export function createPatches(store: Store, frames: Frames): Patches {
  let gathered: Partial<State> = {};
  const pictures = new Map<Frame["kind"], { readonly picture: Frame; readonly shown: () => void }>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let flushedAt = -Infinity;
  let every = EVERY_MS;
  let timing = false;

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
    // A hidden page draws no frame: callbacks would collect, and all run when it is shown again.
    if (!timing) timing = timeFrame(performance.now() - flushedAt, (ms) => {
      timing = false;
      // With two runs each is drawn less often: both leave little of the processor to the page.
      const state = store.getState();
      every = state.comparison ? SELDOM_MS : Math.min(SELDOM_MS, Math.max(EVERY_MS, ms / (usesEveryCore(state) ? SHARE_OF_BUSY : SHARE)));
    });
    newest.forEach(({ shown }) => shown());
  };
  const soon = () => {
    // While an earlier step is displayed, the numbers do not change, and its pictures have priority over the curves.
    const pace = store.getState().rewound === null ? every : SELDOM_MS;
    const wait = flushedAt + pace - performance.now();
    // The timer is late, as where a browser saves energy. Nobody sees a hidden page, whose timers are late, too.
    if (timer !== undefined && wait <= 0 && !globalThis.document?.hidden) flush();
    else timer ??= setTimeout(flush, Math.max(0, wait));
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
      dropPicture(picture.kind); // the waiting one is older
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
      const { data } = gathered;
      gathered = {};
      [...pictures.keys()].forEach(dropPicture);
      if (data === undefined) return;
      gathered = { data };
      soon();
    },
  };
}

const usesEveryCore = ({ opened, processor: { cores } }: State): boolean => opened?.engine.mode === "compiled" && cores !== null && opened.engine.threads >= cores;

/**
 * Returns whether the reader waits for the picture: the image at a position to which the reader has moved, or of a class that the reader has chosen, or a
 * requested fill-in. Other pictures show the same with newer weights.
 */
function isWaitedFor(picture: Frame, frames: Frames): boolean {
  if (picture.kind !== "decoded") return picture.kind === "filling";
  const shown = frames.latest("decoded");
  return !shown || picture.movedAt !== shown.movedAt || picture.z.some((value, i) => value !== shown.z[i]);
}

/** Returns whether it will report: there is a page, and it is visible. Reports the milliseconds that the next frame takes, with its scripts, layout and painting and the work `before` it, but without the wait for it. */
function timeFrame(before: number, report: (ms: number) => void): boolean {
  if (typeof requestAnimationFrame !== "function" || globalThis.document?.hidden) return false; // tests have no page
  requestAnimationFrame(() => {
    const start = performance.now();
    // This task runs after the frame has been painted.
    setTimeout(() => report(before + performance.now() - start));
  });
  return true;
}
