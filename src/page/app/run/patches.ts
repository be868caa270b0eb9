/**
 * Collects the numbers and pictures that training changes many times a second, and writes them to the store together, at most ten times a second: each
 * frame that the page draws takes time from the processor that trains. Where frames take long, there are fewer.
 */
import { FramePace } from "../../../core/browser/framePace";
import { Timer } from "../../../core/timer";
import type { State, Store } from "../../state/store";
import type { Frames } from "../../state/frames";
import type { Frame } from "../../../engine/worker/protocol";

/** The least milliseconds between two writes: a number that changes faster cannot be read. */
const EVERY_MS = 100;
/** The most milliseconds between two writes: with more, the map's images, which come four times a second, would fall behind the run. */
const SELDOM_MS = 250;
/** The maximum share of the main thread's time for drawing, as far as `SELDOM_MS` allows. */
const SHARE = 0.08;
/** The same while the run's threads use every core: each frame then delays a step. */
const SHARE_OF_BUSY = 0.04;

export type Patches = ReturnType<typeof createPatches>;

/** Returns the patches of one run's store and pictures. */
export function createPatches(store: Store, frames: Frames) {
  const values = new Map<string, unknown>();
  const pictures = new Map<Frame["kind"], { readonly picture: Frame; readonly shown: () => void }>();
  const waiting = new Timer();
  const pace = new FramePace(EVERY_MS);

  const gather = (patch: Partial<State>) => Object.entries(patch).forEach(([key, value]) => values.set(key, value));
  /** The milliseconds between two writes. With two runs each is drawn less often: both leave little of the processor to the page. */
  const every = (ms: number) => {
    const state = store.getState();
    return state.comparison ? SELDOM_MS : Math.min(SELDOM_MS, Math.max(EVERY_MS, ms / (usesEveryCore(state) ? SHARE_OF_BUSY : SHARE)));
  };
  const flush = () => {
    waiting.stop();
    const patch: Partial<State> = Object.fromEntries(values);
    const newest = [...pictures.values()];
    values.clear();
    pictures.clear();
    pace.draw(() => {
      store.setState(patch);
      newest.forEach(({ picture }) => frames.publish(picture));
    }, every);
    newest.forEach(({ shown }) => shown());
  };
  const soon = () => {
    // While an earlier step is displayed, the numbers do not change, and its pictures have priority over the curves.
    const wait = store.getState().rewound === null ? pace.wait() : pace.wait(SELDOM_MS);
    if (!waiting.isSet) waiting.set(flush, Math.max(0, wait));
    // The timer is late, as where a browser saves energy. Nobody sees a hidden page, whose timers are late, too.
    else if (wait <= 0 && !globalThis.document?.hidden) flush();
  };
  const dropPicture = (kind: Frame["kind"]) => {
    pictures.get(kind)?.shown();
    pictures.delete(kind);
  };
  const patches = {
    /** Writes the patch soon. */
    add(patch: Partial<State>) {
      gather(patch);
      soon();
    },
    /** Publishes the picture soon, or at once if the reader waits for it. `shown` is called then, or when the picture is dropped. */
    addPicture(picture: Frame, shown: () => void) {
      dropPicture(picture.kind); // the waiting one is older
      if (isWaitedFor(picture, frames) || store.getState().rewound !== null) {
        frames.publish(picture);
        shown();
      } else {
        pictures.set(picture.kind, { picture, shown });
        soon();
      }
    },
    /** Writes the patch at once, with everything gathered before. */
    now(patch: Partial<State>) {
      gather(patch);
      flush();
    },
    /** Drops everything gathered that belongs to a previous run: all but the progress of loading data. */
    drop(): void {
      waiting.stop();
      const { data }: Partial<State> = Object.fromEntries(values);
      values.clear();
      [...pictures.keys()].forEach(dropPicture);
      if (data !== undefined) patches.add({ data });
    },
  };
  return patches;
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
