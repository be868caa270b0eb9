/** A request for training. It survives the loss of its worker. */
import type { ElboError } from "../../core/errors";
import { MAX_STEP, step, type Step } from "../../core/run/ids";
import type { State } from "../../state/store";
import type { TrainOutcome } from "../../worker/protocol";

export interface TrainingRequest {
  /** It has a limit of steps, and so it ends with its run. */
  readonly counted: boolean;
  /** Training stops at this step, unless the reader pauses it earlier. */
  until: Step;
  readonly outcome: Promise<TrainOutcome>;
  readonly resolve: (outcome: TrainOutcome) => void;
  readonly reject: (error: ElboError) => void;
}

/** Returns a new request; the current run settles its `outcome`. */
export function requestTraining(counted: boolean, until: Step): TrainingRequest {
  let resolve!: TrainingRequest["resolve"];
  let reject!: TrainingRequest["reject"];
  const outcome = new Promise<TrainOutcome>((yes, no) => {
    resolve = yes;
    reject = no;
  });
  outcome.catch(() => undefined); // a button ignores the outcome; the store has the failure
  return { counted, until, outcome, resolve, reject };
}

/** Returns the step at which training stops. `steps` count from the current step, and `stop` applies unless the run has passed it. No run trains beyond MAX_STEP. */
export function goalOf({ step: at, stop }: Pick<State, "step" | "stop">, steps?: number): Step {
  const goals = [MAX_STEP, ...(steps === undefined ? [] : [at + steps]), ...(stop !== null && stop > at ? [stop] : [])];
  return step(Math.min(...goals));
}
