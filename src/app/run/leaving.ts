/** Takes a run's last weights and losses out of its worker before another run begins there, so that the run can be brought back. */
import type { RunConfig } from "../../core/run/runConfig";
import { createSeries, type Series } from "../../state/series";
import type { Store } from "../../state/store";
import type { Client } from "../../worker/client";
import type { Snapshot } from "../../worker/protocol";
import type { CurrentRun } from "./currentRun";
import { runRecordUpTo, type RunRecord } from "./runRecord";

/** A run that was left, with everything that is needed to continue it. */
export interface ReplacedRun extends RunRecord {
  readonly snapshot: Snapshot;
  /** Its samples at that step; null: unknown. */
  readonly picture: Uint8Array<ArrayBuffer> | null;
  readonly begun: RunConfig;
  /** It trained without a limit of steps. */
  readonly training: boolean;
}

export interface Leaving {
  /** The series that receives the last losses of the run that is being left; null: none is. */
  readonly losses: Series | null;
  /** Resolves when the run that is being left has been read; null: none is. */
  readonly gone: Promise<unknown> | null;
  /** Returns null if the run has too few steps to be kept. Resolves to null if its weights cannot be read. Never rejects. */
  leave(): Promise<ReplacedRun | null> | null;
}

interface LeavingParts {
  readonly store: Store;
  readonly series: Series;
  readonly current: CurrentRun;
  readonly client: () => Client | null;
  /** Sends the waiting changes of settings, which belong to the run that is left. */
  readonly sendChanges: () => void;
}

/** A run with at most this many steps of its own is not kept: it is cheaper to train it again than to find it. */
export const TOO_FEW_STEPS = 100;

/** Returns what leaves the current run. */
export function createLeaving({ store, series, current, client, sendChanges }: LeavingParts): Leaving {
  let leaving: { readonly gone: Promise<unknown>; readonly losses: Series } | null = null;

  /** The worker reports the run's last losses before it answers `pause`. */
  async function lastState(): Promise<{ readonly snapshot: Snapshot | null } & Pick<ReplacedRun, "picture">> {
    const last = { snapshot: current.snapshot, picture: null };
    const worker = client();
    if (!current.isOpen || !worker) return last;
    try {
      await worker.call("pause", null);
      const picture = client()!.call("thumbnail", null).then(({ pixels }) => pixels, () => null);
      return { snapshot: await client()!.call("snapshot", null), picture: await picture };
    } catch {
      return last;
    }
  }

  return {
    get losses() { return leaving?.losses ?? null; },
    get gone() { return leaving?.gone ?? null; },
    leave() {
      const shown = store.getState();
      const { run } = current;
      const isKept = (at: number) => at - (run.begun.begin ?? 0) > TOO_FEW_STEPS;
      if (leaving || !isKept(shown.step)) return null;
      sendChanges();
      const training = current.trainsUnlimited;
      const { before } = series;
      const losses = createSeries();
      losses.restart(series.columns, { from: series.record() });
      const left = lastState().then(({ snapshot, picture }): ReplacedRun | null => {
        leaving = null;
        if (!snapshot || !isKept(snapshot.step)) return null;
        return { ...runRecordUpTo(snapshot.step, shown, { losses: losses.record(), before }), snapshot, picture, begun: run.begun, training };
      });
      leaving = { gone: left, losses };
      return left;
    },
  };
}
