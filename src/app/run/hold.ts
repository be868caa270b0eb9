/**
 * What stops a run from making steps while it goes on being training: a step to wait at, or a suspension, as of a page that is hidden. The worker
 * is told only the step at which to stand.
 */
import { step, type Step } from "../../core/run/ids";

export interface Hold {
  /** The step that the worker is told; null: nothing holds the run. */
  readonly forWorker: Step | null;
  /** The run has come to the step that it waits at. */
  waits(at: Step): boolean;
  readonly suspended: boolean;
  /** Null: there is no step to wait at. */
  waitAt(at: Step | null): void;
  suspend(suspended: boolean): void;
}

/** `onChange`: the worker is to be told. */
export function createHold(onChange: () => void): Hold {
  let waitingAt: Step | null = null;
  let suspended = false;
  return {
    get forWorker() { return suspended ? step(0) : waitingAt; }, // every step is beyond 0
    waits: (at) => waitingAt !== null && at >= waitingAt,
    get suspended() { return suspended; },
    waitAt(at) {
      if (at === waitingAt) return;
      waitingAt = at;
      onChange();
    },
    suspend(now) {
      if (now === suspended) return;
      suspended = now;
      onChange();
    },
  };
}
