/** What a run reports about itself: which backend and why, how training ended, held-out values, data on its way. */
import type { Millis, Step } from "./ids";
import type { Backend, BackendWish } from "./runConfig";

/** Why this backend: what each one did when it was tried. */
export interface BackendReport {
  readonly wish: BackendWish;
  readonly chosen: Backend;
  /** `at-once`: it starts soonest; what may be faster is measured meanwhile. `started-anew`: its device was lost in the middle of a run. */
  readonly reason: "asked-for" | "at-once" | "remembered" | "only-one" | "started-anew" | "fell-back";
  readonly trials: readonly BackendTrial[];
}

export type BackendTrial =
  | { readonly backend: Backend; readonly kind: "measured"; readonly msPerStep: Millis }
  | { readonly backend: Backend; readonly kind: "unavailable"; readonly detail: string }
  /** Its steps were not what another backend, or it itself, made of the same weights. */
  | { readonly backend: Backend; readonly kind: "disagreed"; readonly disagreement: Disagreement }
  /** A GPU that the processor would emulate, slower than WASM: not tried. */
  | { readonly backend: Backend; readonly kind: "emulated" }
  /** Not tried: a check of this machine found it wrong. */
  | { readonly backend: Backend; readonly kind: "distrusted" }
  /** Gave no result in the time allowed. */
  | { readonly backend: Backend; readonly kind: "too-slow"; readonly limit: Millis };

/** How steps are computed, and why so. */
export type EngineReport =
  /** Operation by operation. `detail`: for people who read English; empty where the reason says it all. */
  | { readonly mode: "eager"; readonly reason: EagerReason; readonly detail: string }
  /** Being compiled; training waits for it. */
  | { readonly mode: "compiling" }
  | {
    readonly mode: "compiled";
    /** Of the compiler alone, without what was done between its parts; short where the plan was there already. */
    readonly compileMs: Millis;
    /** Loops and products that a step runs. */
    readonly kernels: number;
    /** What weights, batch and all that lies between take up in memory. */
    readonly arenaBytes: number;
    /** Of training images that stay on the GPU; 0 where every step is handed its own. */
    readonly imageBytes: number;
    /** Threads that work on a step. */
    readonly threads: number;
    /** Threads that would, had they not stopped, or failed to start. */
    readonly lostThreads: number;
  };

/**
 * `asked-for`: the configuration says so. `no-compiler`: the backend has none. `no-simd`: the browser lacks instructions that
 * compiled code needs. `cannot-compile`: the model does something the compiler does not know, or needs more memory than the
 * device has. `compiler-failed`: a mistake of ours; the device may have refused our code. `step-failed`: a compiled step broke
 * off, and the run went back to its last good state. `disagreed`: compiled steps were not what another backend made of the same
 * weights, and the run went back to the last ones that were checked.
 */
export type EagerReason =
  | "asked-for" | "no-compiler" | "no-simd" | "cannot-compile" | "compiler-failed" | "step-failed" | "disagreed";

/** How far a step of a GPU and the same step on another backend are apart, at the worst place. */
export interface Agreement {
  /** Of a loss, as a share of it. */
  readonly losses: number;
  /** Of a gradient, of its running means or of the weights' change, as a share of it (2-norms). */
  readonly gradients: number;
}

export interface Disagreement extends Agreement {
  /** Computed the step for comparison. `itself`: the same GPU did, in the same way, and its results had other bits. */
  readonly reference: Backend | "itself";
  /** Where the weights were checked last, and where the run went back to. */
  readonly backTo: Step;
}

/** What came of comparing steps of a GPU with the same steps elsewhere. */
export type CheckReport =
  /** The step that followed this one agreed. */
  | { readonly verdict: "agreed"; readonly step: Step; readonly reference: Backend } & Agreement
  | { readonly verdict: "disagreed" } & Disagreement
  /** It could not be compared. `detail`: for people who read English. */
  | { readonly verdict: "unchecked"; readonly detail: string };

/** What the worker holds. */
export interface Memory {
  readonly tensors: number;
  /** Of the tensors. */
  readonly bytes: number;
  /** Of WebAssembly's memories: that of TensorFlow.js, which never shrinks, and a compiled step's own; null on other backends. */
  readonly heapBytes: number | null;
  /** Taken on the GPU: by TensorFlow.js, with what it keeps for later, and by a compiled step; null on other backends. */
  readonly gpuBytes: number | null;
}

export interface TrainOutcome {
  readonly step: Step;
  readonly reason: "paused" | "reached" | "not-finite" | "data" | "superseded";
}

export interface HeldOut {
  readonly step: Step;
  /** Number of test images measured. */
  readonly images: number;
  /** Loss column id → mean over the test images, in the term's unit. */
  readonly values: Readonly<Record<string, number>>;
}

export interface DataProgress {
  readonly trainImages: number;
  readonly trainImagesInAll: number;
  readonly testImages: number;
  readonly testImagesInAll: number;
  readonly bytes: number;
  readonly bytesInAll: number;
}
