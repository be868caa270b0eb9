/**
 * One run gives way to another: what all ways to open one have in common. The run that stands may be brought back, and the
 * browser's history gets an entry.
 */
import { standingAt } from "../core/liveChanges";
import type { RunConfig } from "../core/runConfig";
import type { MapWish } from "../state/looking";
import { latentSpaceOf, startPosition } from "../state/position";
import { freshExperiment, startAt } from "../state/stateKeys";
import type { State, Store } from "../state/store";
import type { LatentSpace } from "./latentSpace";
import type { LinkKeeper } from "./linkKeeper";
import type { OpenOptions, RunKeeper } from "./runKeeper";
import type { Undo } from "./undo";

/** How a new experiment is looked at; what is left out, as at first. */
export type View = Partial<State> & { readonly map?: MapWish };

export interface Openings {
  /** How many experiments have been asked for: what is ready only when this has grown comes too late. */
  readonly asked: number;
  /** Another one is asked for, and opened as soon as it is known. Returns the new count. */
  ask(): number;
  /** The run that stands gives way. `inAddress`: the address has gone on already. `asPlanned`: no slip, so that nothing is said of it. */
  leave(inAddress?: boolean, asPlanned?: boolean): void;
  /** The same experiment again, in place of the run that stands; with an entry of its own where that had trained. */
  again(open: () => Promise<void>): Promise<void>;
  /** Another experiment, with an entry of its own. */
  another(open: () => Promise<void>): Promise<void>;
  /** A new experiment, at step 0 or where its snapshot stands. */
  open(begun: RunConfig, view: View, from?: Pick<OpenOptions, "snapshot" | "known">): Promise<void>;
}

export interface OpeningsParts {
  readonly store: Store;
  readonly run: RunKeeper;
  readonly links: LinkKeeper;
  readonly undo: Undo;
  readonly latentSpace: LatentSpace;
}

export function createOpenings({ store, run, links, undo, latentSpace }: OpeningsParts): Openings {
  let asked = 0;

  function leave(inAddress = false, asPlanned = false) {
    asked++;
    undo.leave(links.leave(inAddress), asPlanned);
  }

  return {
    get asked() { return asked; },
    ask: () => ++asked,
    leave,
    again(open) {
      leave();
      const trained = store.getState().step > 0;
      const opened = open();
      if (trained) links.enter();
      else links.stay();
      return opened;
    },
    another(open) {
      leave();
      links.left();
      const opened = open();
      links.enter();
      return opened;
    },
    open(begun, { map, ...view }, from = {}) {
      const config = standingAt(begun, from.snapshot?.step ?? 0);
      latentSpace.forget();
      return run.open(begun, {
        ...from,
        state: {
          config, begun, ...freshExperiment,
          ...startAt(config, view.z ?? startPosition(latentSpaceOf(config)), map), ...view,
        },
      });
    },
  };
}
