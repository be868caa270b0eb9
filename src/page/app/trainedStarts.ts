/** Trains from step 0 or from the preset's trained start, whose file is fetched when a reader asks for it. */
import { ElboError } from "../../core/errors";
import type { TrainedStart } from "../../subject/presets/trained";
import type { TrainOptions } from "../state/session";
import type { Store } from "../state/store";
import { trainedStartAhead } from "../state/trainedStart";
import { addNotice } from "./run/runEvents";
import type { Openings } from "./openings";
import type { RunKeeper } from "./run/runKeeper";
import { recordOf, runFiles } from "./runFiles/savedRuns";

export type TrainedStarts = ReturnType<typeof createTrainedStarts>;

/** Returns the session's training actions for one run. */
export function createTrainedStarts(store: Store, run: RunKeeper, openings: Openings) {
  let coming: { readonly opening: AbortSignal; readonly begins: Promise<boolean> } | null = null;

  /** The trained start that is being fetched; null if another experiment has been requested since. */
  const underWay = () => (coming?.opening.aborted ? null : coming);

  /** Resolves to false if another experiment was requested meanwhile. */
  async function open(start: TrainedStart): Promise<boolean> {
    const { begun: before, awaited } = store.getState();
    const opening = openings.current;
    const file = await (await runFiles()).fetchTrained(start);
    if (opening.aborted || trainedStartAhead(store.getState()) !== start) return false;
    const begun = { ...before, begin: start.step };
    await openings.again(() => run.open(begun, {
      snapshot: file.snapshot, record: recordOf(file), keepTraining: true, state: { awaited },
    }));
    return true;
  }

  async function begin(): Promise<boolean> {
    const start = trainedStartAhead(store.getState());
    if (!start || underWay()) return false;
    const mine = { opening: openings.current, begins: open(start) };
    coming = mine;
    store.setState({ beginning: true });
    try {
      return await mine.begins;
    } catch (caught) {
      addNotice(store, { kind: "not-begun", step: start.step, code: ElboError.of(caught).code });
      return false;
    } finally {
      if (coming === mine) {
        coming = null;
        store.setState({ beginning: false });
      }
    }
  }

  /** Waits for a trained start that is being fetched. If it cannot be fetched, the outcome is "superseded": the reader decides whether to train without it. */
  async function train(options: TrainOptions = {}) {
    const { pauses } = run;
    const waits = underWay();
    if (waits) {
      const reason = !(await waits.begins) ? "superseded" : pauses !== run.pauses ? "paused" : null;
      if (reason) return { step: store.getState().step, reason } as const;
    }
    return run.train(options);
  }

  return {
    /** Restarts the run from the preset's trained start. Resolves to whether it did. */
    begin,
    train,
    step: async () => void (await train({ steps: 1 })),
    pause: run.pause,
  };
}
