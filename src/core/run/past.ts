/** The history of a run, as the worker sends it to the page for storage and receives it again. */
import type { Step } from "./ids";
import type { Snapshot } from "./snapshot";

/** The weights of one step, for display. */
export interface Keyframe {
  readonly step: Step;
  /** True if it was requested: it is retained even if others are close. */
  readonly wished?: true | undefined;
  /** All weights, parameter after parameter, in half precision. */
  readonly halves: Uint16Array<ArrayBuffer>;
}

export interface SavedHistory {
  /** The state where the run began; null if it began at step 0, with weights drawn from the seed. */
  readonly start: Snapshot | null;
  /** The keyframes in the order of their steps. */
  readonly keyframes: readonly Keyframe[];
}

/** A request for the part of the history that the page lacks. */
export interface HistoryRequest {
  /** The parts that are already saved. `start` is undefined if the run began at step 0. */
  readonly had: { readonly start: Step | undefined; readonly keyframes: readonly Step[] };
  /** Later steps are not sent. */
  readonly upTo: Step;
  /** The maximum number of bytes of keyframes in one reply; one keyframe is always sent. */
  readonly most: number;
}

export interface HistoryUpdate {
  /** The steps of all keyframes up to `upTo`, whether they are sent or not. */
  readonly steps: readonly Step[];
  /** Absent if it is already saved. */
  readonly start?: Snapshot | null | undefined;
  /** The keyframes that are not saved yet. If there are too many, the ones left out are spaced evenly between these. */
  readonly keyframes: readonly Keyframe[];
}
