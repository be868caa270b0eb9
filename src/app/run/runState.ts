/**
 * How a run stands, as the page knows it, and what each event makes of that. Pure: the other files of this
 * folder act on it.
 */
import type { Phase } from "../../state/store";
import type { TrainingRequest } from "./trainingRequest";

/** How an open run is at rest. */
export type Rest = Extract<Phase, "ready" | "paused" | "finished">;

export type RunState =
  /** No experiment has been opened yet. */
  | { readonly kind: "none" }
  /** A worker is asked to open it. `training`: begins as soon as it is open. `failureReported`: the worker's answer is yet to come. */
  | { readonly kind: "opening"; readonly training: TrainingRequest | null; readonly failureReported: boolean }
  | { readonly kind: "resting"; readonly rest: Rest }
  /** `failureReported` as above. */
  | { readonly kind: "training"; readonly training: TrainingRequest; readonly failureReported: boolean }
  /** `open`: the worker holds the run, which may train again. `interrupted`: training is to be taken up again where what failed is put right. */
  | { readonly kind: "failed"; readonly open: boolean; readonly interrupted: boolean };

export type RunEvent =
  /** Another run, or the same once more, takes its place. `keeps`: which training goes on in it; "untilPaused": not one for a number of steps. */
  | { readonly kind: "open"; readonly keeps: "none" | "untilPaused" | "any" }
  | { readonly kind: "opened"; readonly rest: Rest }
  | { readonly kind: "train"; readonly training: TrainingRequest }
  /** Training has ended as it should, or is not wanted any more. */
  | { readonly kind: "stopped"; readonly rest: Rest }
  /** The worker reports a failure, unasked. */
  | { readonly kind: "failure" }
  /** It cannot train; `byData`: for want of data. */
  | { readonly kind: "broke-off"; readonly byData: boolean }
  /** It could not be opened, or its worker was lost too often. */
  | { readonly kind: "closed" }
  /** What failed is put right, and nothing was interrupted by it. */
  | { readonly kind: "mended"; readonly rest: Rest };

export const trainingOf = (state: RunState): TrainingRequest | null =>
  (state.kind === "training" || state.kind === "opening" ? state.training : null);

/** The worker holds the run: it can be asked. */
export function isOpen(state: RunState): boolean {
  return state.kind === "resting" || state.kind === "training" || (state.kind === "failed" && state.open);
}

export function phaseOf(state: RunState): Phase {
  switch (state.kind) {
    case "none": return "opening";
    case "opening":
    case "training": return state.failureReported ? "failed" : state.kind;
    case "resting": return state.rest;
    case "failed": return "failed";
    default: return state satisfies never;
  }
}

/** What does not fit the state changes nothing: it comes too late. */
export function next(state: RunState, event: RunEvent): RunState {
  const training = trainingOf(state);
  switch (event.kind) {
    case "open": {
      const goesOn = event.keeps === "any" || (event.keeps === "untilPaused" && !training?.counted);
      return { kind: "opening", training: goesOn ? training : null, failureReported: false };
    }
    case "opened":
      if (state.kind !== "opening") return state;
      return training ? { kind: "training", training, failureReported: false } : { kind: "resting", rest: event.rest };
    case "train":
      if (state.kind === "opening") return { ...state, training: event.training };
      return isOpen(state) ? { kind: "training", training: event.training, failureReported: false } : state;
    case "stopped":
      if (state.kind === "opening") return { ...state, training: null };
      return state.kind === "training" ? { kind: "resting", rest: event.rest } : state;
    case "failure":
      if (state.kind === "opening" || state.kind === "training") return { ...state, failureReported: true };
      return state.kind === "failed" ? state : { kind: "failed", open: isOpen(state), interrupted: false };
    case "broke-off":
      if (state.kind === "opening") return { kind: "opening", training: null, failureReported: true };
      return { kind: "failed", open: isOpen(state), interrupted: event.byData && training !== null && !training.counted };
    case "closed":
      return { kind: "failed", open: false, interrupted: training !== null && !training.counted };
    case "mended":
      return state.kind === "failed" && state.open ? { kind: "resting", rest: event.rest } : state;
    default:
      return event satisfies never;
  }
}
