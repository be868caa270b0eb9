/**
 * Stops a run from making steps although it trains: at a step to wait at, at the limit of a slow start, or by a suspension, for example of a hidden
 * page. The worker receives only the step at which it has to wait.
 */
import { step, type Step } from "../../core/run/ids";

export interface Hold {
  /** The step at which the worker has to wait; null: nothing holds the run. */
  readonly forWorker: Step | null;
  /** Returns whether a run at this step has reached the step to wait at. */
  waits(at: Step): boolean;
  readonly suspended: boolean;
  /** Sets the step to wait at; null: there is none. */
  waitAt(at: Step | null): void;
  /** Sets the step that a slow start may reach; null: any. It is soon followed by a later one, so the run does not count as waiting. */
  limitTo(at: Step | null): void;
  suspend(suspended: boolean): void;
}

/** Returns the earlier of two steps; null is no limit. */
const earlier = (a: Step | null, b: Step | null): Step | null => (a === null || (b !== null && b < a) ? b : a);

/** Returns a hold on training that nobody uses yet. `onChange` is called when `forWorker` has changed. */
export function createHold(onChange: () => void): Hold {
  let waitingAt: Step | null = null;
  let limit: Step | null = null;
  let suspended = false;
  return {
    get forWorker() { return suspended ? step(0) : earlier(waitingAt, limit); }, // every step is beyond 0
    waits: (at) => waitingAt !== null && at >= waitingAt,
    get suspended() { return suspended; },
    waitAt(at) {
      if (at === waitingAt) return;
      waitingAt = at;
      onChange();
    },
    limitTo(at) {
      if (at === limit) return;
      limit = at;
      onChange();
    },
    suspend(now) {
      if (now === suspended) return;
      suspended = now;
      onChange();
    },
  };
}
