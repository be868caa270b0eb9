/**
 * Updates the map while a model learns, until the reader chooses: it finds the directions that change pictures most, and a range that
 * contains the codes. It searches again when the run has twice as many steps, and when training stops, but never while the reader moves
 * the map, and only once while an earlier step is displayed.
 */
import { joinFloats } from "../../core/bytes";
import { sameDirections } from "../../core/latent/plane";
import { automaticRange, sameRange } from "../../core/latent/range";
import { Timer } from "../../core/timer";
import type { Frames } from "../state/frames";
import type { State, Store } from "../state/store";
import type { Planes } from "./latent/planes";
import { displayedLatentView } from "./watch";

/** The first search while the run trains is at this step: earlier steps change everything. */
const FIRST_LOOK = 50;
/** While the run trains, the plane is searched for again when the step has grown by this factor. */
const LATER_BY = 2;
/** The factor for a run that does not train. */
const LATER_AT_REST = 1.1;
/** Whether a result of step `last` is out of date, so that it has to be found again. */
function isDue(last: number, { step, phase }: Pick<State, "step" | "phase">): boolean {
  if (step < last) return true;
  if (step === last) return false;
  return phase === "training" ? step >= Math.max(FIRST_LOOK, LATER_BY * last) : step >= LATER_AT_REST * last;
}

export interface MapUpdateParts {
  readonly store: Store;
  readonly frames: Frames;
  /** Returns the pictures of the runs that are compared with this one on the same axes. */
  readonly beside: () => readonly Frames[];
  readonly planes: Planes;
  /** Finds the directions that change pictures most and puts them into the store. */
  readonly influence: () => Promise<unknown>;
  /** Returns whether a run is open and takes requests. */
  readonly ready: () => boolean;
  /** Returns the milliseconds until the reader counts as no longer moving the map; 0: nobody moves it. */
  readonly msUntilFree: () => number;
}

/** Returns `look`, which searches at once if something is due, and `dispose`, which stops the updates. */
export function createMapUpdates({ store, frames, beside, planes, influence, ready, msUntilFree }: MapUpdateParts): { look(): void; dispose(): void } {
  /** "outdated": something has changed during the search, which may be due again at its end: a run may have paused since. */
  let search: "none" | "under way" | "outdated" = "none";
  const waiting = new Timer();
  let lastRange: { readonly step: number; readonly u: readonly number[] } | null = null;

  /** Returns the search that is due now; null: none is. */
  function due(): (() => Promise<unknown>) | null {
    const state = store.getState();
    const { basis } = state;
    const shown = displayedLatentView(state);
    /** While an earlier step is displayed, a search finds that step's result, which is never out of date. */
    const isWanted = (found: { readonly step: number } | null) => found === null || (state.rewound === null && isDue(found.step, state));
    if (shown === "traverse" && state.z.length > 1) return isWanted(state.influence) ? influence : null;
    if (shown !== "map") return null;
    switch (basis.kind) {
      case "dimensions": return null;
      case "strongest": return isWanted(basis.found) ? planes.strongest : null;
      // These planes are found once; only one that a link found at step 0, before anything was learnt, is found again.
      case "components":
      case "three": return (basis.found === null || basis.found.step === 0) && isWanted(basis.found) ? planes.again : null;
      default: return basis satisfies never;
    }
  }

  function waitForReader(): void {
    if (waiting.isSet) return;
    waiting.set(() => {
      widen();
      look();
    }, msUntilFree());
  }

  /** Sets the range so that it contains the newest codes. */
  function widen(): void {
    const codes = frames.latest("codes");
    const state = store.getState();
    const { plane, basis, ranged } = state;
    if (!codes || ranged || !sameDirections(codes.directions, plane)) return;
    if (basis.kind === "components" || basis.kind === "three") return; // these planes have ranges of their own
    const turned = lastRange?.u !== plane.u;
    if (!turned && !isDue(lastRange!.step, { step: codes.step, phase: state.phase })) return;
    if (msUntilFree() > 0) return waitForReader();
    lastRange = { step: codes.step, u: plane.u };
    const others = beside().flatMap((one) => one.latest("codes") ?? []).filter(({ directions }) => sameDirections(directions, plane));
    const range = automaticRange(joinFloats([codes, ...others].map(({ points }) => points)), plane);
    if (!sameRange(range, plane)) store.setState({ plane: { ...plane, ...range } });
  }

  function look(): void {
    if (search !== "none") search = "outdated";
    if (search !== "none" || planes.asking || waiting.isSet || !ready()) return;
    const find = due();
    if (!find) return;
    if (msUntilFree() > 0) return waitForReader();
    search = "under way";
    find().then(() => {
      const isOutdated = search === "outdated";
      search = "none";
      if (isOutdated) look();
    }, () => { search = "none"; }); // a search fails with its run, which reports it, and the next change starts another search
  }

  const unsubscribe = [
    store.subscribe((state, before) => {
      const same = state.step === before.step && state.phase === before.phase && state.basis === before.basis
        && displayedLatentView(state) === displayedLatentView(before) && state.influence === before.influence && state.rewound === before.rewound;
      if (!same) look();
    }),
    frames.subscribe("codes", widen),
  ];
  return {
    look,
    dispose() {
      waiting.stop();
      unsubscribe.forEach((stop) => stop());
    },
  };
}
