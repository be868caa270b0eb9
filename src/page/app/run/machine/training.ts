/** Trains the run: begins, pauses and ends its training, and reports the outcome. */
import type { WireError } from "../../../../core/errors";
import { MAX_STEP } from "../../../../core/run/ids";
import type { TrainOutcome } from "../../../../engine/worker/protocol";
import type { Effect } from "./effects";
import type { RunEvent } from "./events";
import { isOpen, phaseOf, trainingOf } from "./life";
import { beginAgain } from "./opening";
import { sendChanges } from "./settings";
import { goalOf, restAt, resumedAt, type RunMachine, type Seen } from "./state";
import { andThen, become, dataFailureOf, failurePatch, now, to, type Transition } from "./transition";

type Of<K extends RunEvent["kind"]> = Extract<RunEvent, { kind: K }>;

/** The reader wants training. A training that runs is ended first if it is to be another one. */
export function train(state: RunMachine, { ask, steps, restart }: Of<"train">, seen: Seen): Transition {
  const training = trainingOf(state.life);
  if (training && !restart) return to(state, { kind: "follow", ask, request: training.id });
  const then: RunEvent = { kind: "may-train", ask, steps, run: state.run, pauses: state.pauses, now: "stopped" };
  return andThen(sendChanges(state, seen), (next) => stop(next, seen, then, { kind: "later", event: then }));
}

/** The reader pauses. */
export function pause(state: RunMachine, { ask }: Of<"pause">, seen: Seen): Transition {
  const then: RunEvent = { kind: "paused", ask };
  return stop({ ...state, pauses: state.pauses + 1 }, seen, then, { kind: "then", event: then });
}

/** Ends training at once, whatever the worker does. */
export function abandon(state: RunMachine, seen: Seen): Transition {
  const paused = { ...state, pauses: state.pauses + 1 };
  return trainingOf(state.life) ? end(paused, seen) : to(paused);
}

/** Ends the training; `then` comes when the worker has paused, `soon` if there is no need to wait for it. */
function stop(state: RunMachine, seen: Seen, then: RunEvent, soon: Effect): Transition {
  const { life, sent, attempt } = state;
  const request = trainingOf(life);
  if (!request) return to(state, soon);
  if (!isOpen(life) || sent?.request !== request.id || sent.attempt !== attempt.id) return andThen(end(state, seen), (next) => to(next, soon));
  // Settings that were changed until now are applied and recorded before the run pauses.
  return andThen(sendChanges(state, seen), (next) => to(next, { kind: "pause", request: request.id, then }));
}

const end = (state: RunMachine, seen: Seen): Transition => become(state, { kind: "stopped", rest: restAt(seen.step, seen) }, {}, "paused");

/** The worker could not pause: training must not continue, whatever went wrong. */
export const notPaused = (state: RunMachine, { request }: Of<"not-paused">, seen: Seen): Transition =>
  (trainingOf(state.life)?.id === request ? end(state, seen) : to(state));

/** Nothing trains any more, or the missing data were asked for again, or the run is being opened: the next training may begin. */
export function mayTrain(state: RunMachine, event: Of<"may-train">, seen: Seen): Transition {
  const { ask, steps, run, pauses } = event;
  const { life } = state;
  if (event.now === "stopped" && dataFailureOf(seen.failure)) return fetchAgain(state, { ...event, now: "fetched" });
  if (event.now !== "open") {
    if (run !== state.run) return to(state, { kind: "conclude", request: ask, reason: "superseded" });
    if (pauses !== state.pauses) return to(state, { kind: "conclude", request: ask, reason: "paused" });
    if (!isOpen(life) && phaseOf(life) === "failed") return andThen(beginAgain(state), (next) => to(next, { kind: "then", event: { ...event, now: "open" } }));
  }
  const until = goalOf({ step: isOpen(life) ? seen.step : resumedAt(state), stop: seen.stop }, steps);
  const training = { id: ask, counted: steps !== undefined, until };
  return andThen(become(state, { kind: "train", training }), (next) => to(next, { kind: "then", event: { kind: "start", request: ask } }));
}

/** Starts a training in the worker, if it is still the one that is wanted and the worker holds the run. */
export function start(state: RunMachine, { request }: Of<"start">, seen: Seen): Transition {
  const { life, attempt: { id: attempt } } = state;
  const training = trainingOf(life);
  if (training?.id !== request) return to(state, { kind: "refuse", request, error: { code: "superseded", message: "No experiment is open." } });
  if (life.kind !== "training") return to(state);
  return to({ ...state, sent: { request, attempt } }, now({ failure: dataFailureOf(seen.failure) }), { kind: "train", request, attempt, until: training.until });
}

const isCurrent = (state: RunMachine, { request, attempt }: Pick<Of<"trained">, "request" | "attempt">): boolean =>
  trainingOf(state.life)?.id === request && attempt === state.attempt.id;

/** The worker has ended the training. */
export function trained(state: RunMachine, event: Of<"trained">, seen: Seen): Transition {
  if (!isCurrent(state, event)) return to(state);
  const { step: at, reason } = event.outcome;
  const reached = { ...state, lastStep: at };
  if (reason !== "not-finite") return andThen(to(reached, ...noticeAt(at)), (next) => become(next, { kind: "stopped", rest: restAt(at, seen) }, { step: at }, reason));
  const error = seen.failure ?? { code: "loss-not-finite", message: `Training ended at step ${at}.` };
  return andThen(to(reached, { kind: "drop-undone", at }), (next) => become(next, { kind: "broke-off", byData: false }, { ...failurePatch(error), step: at }, error));
}

const noticeAt = (at: TrainOutcome["step"]): readonly Effect[] => (at >= MAX_STEP ? [{ kind: "notice", notice: { kind: "last-step", step: at } }] : []);

/** The training has failed. Superseded: the new run decides about it. Lost: it continues in the next worker. */
export function notTrained(state: RunMachine, event: Of<"not-trained">): Transition {
  const { error } = event;
  return !isCurrent(state, event) || error.code === "superseded" || error.code === "worker-lost" ? to(state) : breakOff(state, error, false);
}

const breakOff = (state: RunMachine, error: WireError, byData: boolean): Transition => become(state, { kind: "broke-off", byData }, failurePatch(error), error);

/** The data of the next step cannot be loaded. */
export function outOfData(state: RunMachine, { failure }: Seen): Transition {
  const error = dataFailureOf(failure);
  return error ? andThen(to(state, { kind: "pause-quietly" }), (next) => breakOff(next, error, true)) : to(state);
}

/** Asks the worker to try again to load data that it could not load. */
export const fetchAgain = (state: RunMachine, then: RunEvent): Transition => to(state, now({ failure: null }), { kind: "retry-data", then });

/** The worker has been asked again for missing data: what they interrupted continues. */
export function retried(state: RunMachine, { ask }: Of<"retried">, seen: Seen): Transition {
  const { life } = state;
  if (phaseOf(life) !== "failed") return to(state, { kind: "answer", ask, isOpen: isOpen(life) });
  const wait: Effect = { kind: "then", event: { kind: "await-open", ask } };
  if (life.kind === "failed" && life.interrupted) return to(state, { kind: "train-again" }, wait);
  const continued = isOpen(life) ? become(state, { kind: "recovered", rest: seen.step > 0 ? "paused" : "ready" }) : beginAgain(state);
  return andThen(continued, (next) => to(next, wait));
}
