/** The life of a run as the page knows it: its states, and the transition for each turn. The functions are pure. */
import type { Step } from "../../../../core/run/ids";
import type { Phase } from "../../../state/store";

/** A request for training. It survives the loss of its worker. */
export interface TrainingRequest {
  readonly id: number;
  /** It has a limit of steps, and so it ends with its run. */
  readonly counted: boolean;
  /** Training stops at this step, unless the reader pauses it earlier. */
  readonly until: Step;
}

/** The phase of an open run that does not train. */
export type RestingPhase = Extract<Phase, "ready" | "paused" | "finished">;

export type Life =
  /** No experiment has been opened yet. */
  | { readonly kind: "none" }
  /** A worker has been asked to open it. `training` begins as soon as it is open. `failureReported`: the worker has reported a failure, but not answered yet. */
  | { readonly kind: "opening"; readonly training: TrainingRequest | null; readonly failureReported: boolean }
  | { readonly kind: "resting"; readonly rest: RestingPhase }
  /** `failureReported` as above. */
  | { readonly kind: "training"; readonly training: TrainingRequest; readonly failureReported: boolean }
  /** `open`: the worker holds the run, which may train again. `interrupted`: training continues when the cause of the failure is removed. */
  | { readonly kind: "failed"; readonly open: boolean; readonly interrupted: boolean };

export type Turn =
  /** Another run, or the same again, replaces it. `keeps`: the training that continues in it; "untilPaused": only one without a limit of steps. */
  | { readonly kind: "open"; readonly keeps: "none" | "untilPaused" | "any" }
  | { readonly kind: "opened"; readonly rest: RestingPhase }
  | { readonly kind: "train"; readonly training: TrainingRequest }
  /** Training has ended without an error. */
  | { readonly kind: "stopped"; readonly rest: RestingPhase }
  /** The worker reports a failure that is not the answer to a command. */
  | { readonly kind: "failure" }
  /** Training has failed; `byData`: because data are missing. */
  | { readonly kind: "broke-off"; readonly byData: boolean }
  /** The run could not be opened, or its worker was lost too often. */
  | { readonly kind: "closed" }
  /** The cause of the failure is removed, and no training was interrupted by it. */
  | { readonly kind: "recovered"; readonly rest: RestingPhase };

/** Returns the training that runs, or begins when the run is open; null if there is none. */
export const trainingOf = (state: Life): TrainingRequest | null =>
  (state.kind === "training" || state.kind === "opening" ? state.training : null);

/** Returns whether the worker holds the run and takes commands. */
export function isOpen(state: Life): boolean {
  return state.kind === "resting" || state.kind === "training" || (state.kind === "failed" && state.open);
}

/** Returns the phase that the store shows for this state. */
export function phaseOf(state: Life): Phase {
  switch (state.kind) {
    case "none": return "opening";
    case "opening":
    case "training": return state.failureReported ? "failed" : state.kind;
    case "resting": return state.rest;
    case "failed": return "failed";
    default: return state satisfies never;
  }
}

/** Returns the state after an turn. An event that does not fit the state comes too late and changes nothing. */
export function nextLife(state: Life, turn: Turn): Life {
  const training = trainingOf(state);
  switch (turn.kind) {
    case "open": {
      const continues = turn.keeps === "any" || (turn.keeps === "untilPaused" && !training?.counted);
      return { kind: "opening", training: continues ? training : null, failureReported: false };
    }
    case "opened":
      if (state.kind !== "opening") return state;
      return training ? { kind: "training", training, failureReported: false } : { kind: "resting", rest: turn.rest };
    case "train":
      if (state.kind === "opening") return { ...state, training: turn.training };
      return isOpen(state) ? { kind: "training", training: turn.training, failureReported: false } : state;
    case "stopped":
      if (state.kind === "opening") return { ...state, training: null };
      return state.kind === "training" ? { kind: "resting", rest: turn.rest } : state;
    case "failure":
      if (state.kind === "opening" || state.kind === "training") return { ...state, failureReported: true };
      return state.kind === "failed" ? state : { kind: "failed", open: isOpen(state), interrupted: false };
    case "broke-off":
      if (state.kind === "opening") return { kind: "opening", training: null, failureReported: true };
      return { kind: "failed", open: isOpen(state), interrupted: turn.byData && training !== null && !training.counted };
    case "closed":
      return { kind: "failed", open: false, interrupted: training !== null && !training.counted };
    case "recovered":
      return state.kind === "failed" && state.open ? { kind: "resting", rest: turn.rest } : state;
    default:
      return turn satisfies never;
  }
}
