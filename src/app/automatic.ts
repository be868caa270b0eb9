/**
 * What the map finds by itself while a model learns: the directions that change pictures most, and a range that holds the
 * codes, until a reader chooses. It looks again when training has gone on for as long again, and when it stops; never while
 * a hand is on the map.
 */
import { sameDirections } from "../core/latent/plane";
import { automaticRange, sameRange } from "../core/latent/range";
import type { Frames } from "../state/frames";
import type { State, Store } from "../state/store";
import type { Planes } from "./latent/planes";
import { shownIn } from "./watch";

/** While it trains; early steps change everything. */
const FIRST_LOOK = 50;
const LATER_BY = 2;
/** When it has stopped, less is reason enough. */
const LATER_AT_REST = 1.1;
/** Whether what was found at step `last`, null for nothing yet, is to be found again. */
export function isDue(last: number | null, { step, phase }: Pick<State, "step" | "phase">): boolean {
  if (last === null || step < last) return true;
  if (step === last) return false;
  return phase === "training" ? step >= Math.max(FIRST_LOOK, LATER_BY * last) : step >= LATER_AT_REST * last;
}

export interface AutomaticParts {
  readonly store: Store;
  readonly frames: Frames;
  /** Of a run that stands beside this one on the same axes. */
  readonly beside?: Frames | undefined;
  readonly planes: Planes;
  /** Finds the directions that change pictures most and puts them into the store. */
  readonly influence: () => Promise<unknown>;
  /** A run is open that can be asked. */
  readonly ready: () => boolean;
  /** Milliseconds until a hand on the map counts as gone; 0: there is none. */
  readonly untilFree: () => number;
}

/** Returns `look`, which looks at once where something is due, and the way to stop. */
export function createAutomatic({ store, frames, beside, planes, influence, ready, untilFree }: AutomaticParts): { look(): void; dispose(): void } {
  let asking = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let lastRange: { readonly step: number; readonly u: readonly number[] } | null = null;

  /** What is due now; null: nothing. */
  function due(): (() => Promise<unknown>) | null {
    const state = store.getState();
    const { basis } = state;
    const shown = shownIn(state);
    if (shown === "traverse" && state.z.length > 1) return isDue(state.influence?.step ?? null, state) ? influence : null;
    if (shown !== "map") return null;
    switch (basis.kind) {
      case "dimensions": return null;
      case "strongest": return isDue(basis.found?.step ?? null, state) ? planes.strongest : null;
      // Once found these stand still, but for what a link had found before anything was learnt.
      case "components":
      case "three": return basis.found === null || (basis.found.step === 0 && isDue(0, state)) ? planes.again : null;
      default: return basis satisfies never;
    }
  }

  function waitForHand(): void {
    timer ??= setTimeout(() => {
      timer = undefined;
      widen();
      look();
    }, untilFree());
  }

  /** Sets the range so that it holds the newest codes. */
  function widen(): void {
    const codes = frames.latest("codes");
    const state = store.getState();
    const { plane, basis, ranged } = state;
    if (!codes || ranged || !sameDirections(codes.directions, plane)) return;
    if (basis.kind === "components" || basis.kind === "three") return; // these come with a range of their own
    const turned = lastRange?.u !== plane.u;
    if (!turned && !isDue(lastRange!.step, { step: codes.step, phase: state.phase })) return;
    if (untilFree() > 0) return waitForHand();
    lastRange = { step: codes.step, u: plane.u };
    const others = beside?.latest("codes");
    const points = others && sameDirections(others.directions, plane) ? Float32Array.of(...codes.points, ...others.points) : codes.points;
    const range = automaticRange(points, plane);
    if (!sameRange(range, plane)) store.setState({ plane: { ...plane, ...range } });
  }

  function look(): void {
    if (asking || planes.asking || timer !== undefined || !ready()) return;
    const find = due();
    if (!find) return;
    if (untilFree() > 0) return waitForHand();
    asking = true;
    // What fails, fails with its run, which says so; what is due then is asked for at the next change.
    find().catch(() => undefined).finally(() => { asking = false; });
  }

  const unsubscribe = [
    store.subscribe((state, before) => {
      const same = state.step === before.step && state.phase === before.phase && state.basis === before.basis
        && shownIn(state) === shownIn(before) && state.influence === before.influence;
      if (!same) look();
    }),
    frames.subscribe("codes", widen),
  ];
  return {
    look,
    dispose() {
      clearTimeout(timer);
      unsubscribe.forEach((stop) => stop());
    },
  };
}
