/** What a run keeps of its past, as the worker hands it to whoever keeps the run, and takes it back. */
import type { Step } from "./ids";
import type { Snapshot } from "./snapshot";

/** The weights of one step, to look at again. */
export interface Keyframe {
  readonly step: Step;
  /** Asked for, and kept whatever lies beside it. */
  readonly wished?: true | undefined;
  /** All weights, parameter after parameter, in half precision. */
  readonly halves: Uint16Array<ArrayBuffer>;
}

export interface KeptPast {
  /** Where the run began; null: at step 0, with weights drawn from the seed. */
  readonly start: Snapshot | null;
  /** In the order of their steps. */
  readonly keyframes: readonly Keyframe[];
}

/** What is wished of it. */
export interface PastWish {
  /** It is there already. `start`: undefined where the run began at step 0. */
  readonly had: { readonly start: Step | undefined; readonly keyframes: readonly Step[] };
  /** Of later steps nothing. */
  readonly upTo: Step;
  /** Bytes of keyframes at once, of which one is always given. */
  readonly most: number;
}

export interface PastNews {
  /** Of all keyframes up to the step, whether they are given or not. */
  readonly steps: readonly Step[];
  /** Absent where it was had. */
  readonly start?: Snapshot | null | undefined;
  /** What was not had. Those that are left out for want of room lie evenly between these. */
  readonly keyframes: readonly Keyframe[];
}
