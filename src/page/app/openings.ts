/**
 * Does what every opening of a run needs: the current run is replaced, "Undo" can bring it back, and the browser's history gets an
 * entry.
 */
import { configAt } from "../../core/run/liveChanges";
import { Newest } from "../../core/newest";
import type { RunConfig } from "../../core/run/runConfig";
import type { LinkedMap } from "../state/instrumentSettings";
import { latentSpaceOf, startPosition } from "../state/position";
import { freshExperiment, startAt } from "../state/stateKeys";
import type { State, Store } from "../state/store";
import type { LatentSpace } from "./latent/latentSpace";
import type { LinkKeeper } from "./linkKeeper";
import type { OpenOptions, RunKeeper } from "./run/runKeeper";
import { chosenIn } from "./undo";

/** The store's values for a new experiment. Keys that are left out have their initial values. */
export type ExperimentValues = Partial<State> & { readonly map?: LinkedMap };

interface LeaveOptions {
  /** The address has changed already. */
  readonly inAddress?: boolean;
  /** The reader meant it, so no notice offers "Undo". */
  readonly silent?: boolean;
}

export type Openings = ReturnType<typeof createOpenings>;

export interface OpeningsParts {
  readonly store: Store;
  readonly run: RunKeeper;
  readonly links: LinkKeeper;
  readonly latentSpace: LatentSpace;
}

/** Returns the openings of one page. */
export function createOpenings({ store, run, links, latentSpace }: OpeningsParts) {
  const requests = new Newest();

  function leave({ inAddress = false, silent = false }: LeaveOptions = {}) {
    requests.cancel();
    run.leave({ ...links.finishEntry(inAddress), chosen: chosenIn(store.getState()), silent });
  }

  const openings = {
    /** Is aborted when another experiment is requested: a late result is dropped then. */
    get current(): AbortSignal { return requests.signal; },
    /** Registers a request for another experiment, which is opened when its state has been read. Returns a signal like `current`. */
    request: (): AbortSignal => requests.begin(),
    /** The current run is replaced. */
    leave,
    /** Opens the same experiment again, in place of the current run, with a history entry of its own if that run had trained. */
    again(open: () => Promise<void>): Promise<void> {
      leave();
      const trained = store.getState().step > 0;
      const opened = open();
      if (trained) links.pushEntry();
      else links.keepEntry();
      return opened;
    },
    /** Opens `begun` in the same way, at step 0 and the standard position; `state` says what else changes. */
    restart: (begun: RunConfig, state: Partial<State>): Promise<void> => openings.again(() => {
      const config = configAt(begun, 0);
      latentSpace.forget();
      return run.open(begun, { state: { ...startAt(config, startPosition(latentSpaceOf(config))), ...state } });
    }),
    /** Opens another experiment, with a history entry of its own. */
    another(open: () => Promise<void>): Promise<void> {
      leave();
      links.dropAutostart();
      const opened = open();
      links.pushEntry();
      return opened;
    },
    /** Opens a new experiment, at step 0 or at its snapshot's step. */
    open(begun: RunConfig, { map, ...values }: ExperimentValues, from: Pick<OpenOptions, "snapshot" | "record"> = {}): Promise<void> {
      const config = configAt(begun, from.snapshot?.step ?? 0);
      latentSpace.forget();
      return run.open(begun, {
        ...from,
        state: {
          ...freshExperiment,
          ...startAt(config, values.z ?? startPosition(latentSpaceOf(config)), map), ...values,
        },
      });
    },
  };
  return openings;
}
