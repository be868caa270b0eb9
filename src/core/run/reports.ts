/** The reports of a run: its backend and the reason, how steps are computed, checks, held-out values, loading of data. */
import type { Millis, Step } from "./ids";
import type { Backend, RequestedBackend } from "./runConfig";

/** Why this backend was chosen: the result of each trial. */
export interface BackendReport {
  readonly wish: RequestedBackend;
  readonly chosen: Backend;
  /** `at-once`: the backend starts without delay, and faster ones are measured later. `restarted`: the backend was started again after its device was lost. */
  readonly reason: "asked-for" | "at-once" | "remembered" | "only-one" | "restarted" | "fell-back";
  readonly trials: readonly BackendTrial[];
  /** The name of the GPU that was chosen, as far as the browser tells it. */
  readonly device?: string;
}

export type BackendTrial = Tried & {
  /** The name of a GPU that failed during the run, as far as the browser tells it. */
  readonly device?: string;
};

type Tried =
  | { readonly backend: Backend; readonly kind: "measured"; readonly msPerStep: Millis }
  | { readonly backend: Backend; readonly kind: "unavailable"; readonly detail: string }
  /** Its steps differed from those of another backend, or from its own, with the same weights. */
  | { readonly backend: Backend; readonly kind: "disagreed"; readonly disagreement: Disagreement }
  /** A GPU that the processor would emulate is slower than WASM and is not tried. */
  | { readonly backend: Backend; readonly kind: "emulated" }
  /** It is not tried, because a check of this machine found it wrong. */
  | { readonly backend: Backend; readonly kind: "distrusted" }
  /** It gave no result within the limit. */
  | { readonly backend: Backend; readonly kind: "too-slow"; readonly limit: Millis };

/** How steps are computed, and why. */
export type EngineReport =
  /** Operation by operation. `detail` is English text; empty if the reason is sufficient. */
  | { readonly mode: "eager"; readonly reason: EagerReason; readonly detail: string }
  /** The step is being compiled; training waits for it. */
  | { readonly mode: "compiling" }
  | {
    readonly mode: "compiled";
    /** The time of the compiler alone, without pauses between its parts; short if the plan existed already. */
    readonly compileMs: Millis;
    /** The number of loops and products that a step runs. */
    readonly kernels: number;
    /** The memory of weights, batch and intermediate values. */
    readonly arenaBytes: number;
    /** The memory of training images that stay on the GPU; 0 if every step uploads its own. */
    readonly imageBytes: number;
    /** The type of the operands of matrix products. */
    readonly operands: "f32";
    /** The number of threads that work on a step. */
    readonly threads: number;
    /** The number of threads that have stopped, or failed to start. */
    readonly lostThreads: number;
  };

/**
 * `asked-for`: the configuration says so. `no-compiler`: the backend has none. `no-simd`: the browser lacks instructions that
 * compiled code needs. `cannot-compile`: the compiler does not know an operation of the model, or the model needs more memory
 * than the device has. `compiler-failed`: a defect of ours; the device may have refused our code. `step-failed`: a compiled
 * step failed, and the run went back to its last good state. `disagreed`: compiled steps differed from those of another backend
 * with the same weights, and the run went back to the last checked weights.
 */
export type EagerReason =
  | "asked-for" | "no-compiler" | "no-simd" | "cannot-compile" | "compiler-failed" | "step-failed" | "disagreed";

/** The largest differences between a step of a GPU and the same step on another backend. */
export interface Agreement {
  /** The relative difference of a loss. */
  readonly losses: number;
  /** The relative difference of a gradient, its running means or the weights' change (2-norms). */
  readonly gradients: number;
}

export interface Disagreement extends Agreement {
  /** The backend that computed the step for comparison. `itself`: the same GPU computed it again, and the bits differed. */
  readonly reference: Backend | "itself";
  /** The step where the weights were last checked, to which the run went back. */
  readonly backTo: Step;
}

/** The result of comparing steps of a GPU with the same steps on another backend. */
export type CheckReport =
  /** The step that followed this one agreed. */
  | { readonly verdict: "agreed"; readonly step: Step; readonly reference: Backend } & Agreement
  | { readonly verdict: "disagreed" } & Disagreement
  /** It could not be compared. `detail` is English text. */
  | { readonly verdict: "unchecked"; readonly detail: string };

/** The memory of the worker, as far as the page can count it: not what the browser needs for the worker, its scripts and compiled code. */
export interface Memory {
  readonly tensors: number;
  /** The memory of the tensors. */
  readonly bytes: number;
  /** WebAssembly's memories: that of TensorFlow.js, which never shrinks, and a compiled step's own; null on other backends. */
  readonly heapBytes: number | null;
  /** GPU memory: of TensorFlow.js, including what it caches, and of a compiled step; null on other backends. */
  readonly gpuBytes: number | null;
  /** The images of the data that are loaded, one byte for each pixel. */
  readonly dataBytes: number;
  /** The run's earlier steps, to which the page rewinds: weights and states. */
  readonly historyBytes: number;
}

export interface TrainOutcome {
  readonly step: Step;
  readonly reason: "paused" | "reached" | "not-finite" | "superseded";
}

export interface HeldOut {
  readonly step: Step;
  /** The number of test images measured. */
  readonly images: number;
  /** Loss column id → mean over the test images, in the term's unit. */
  readonly values: Readonly<Record<string, number>>;
  /** D + R in nats per image, whatever the weights of terms are; absent for models without an ELBO, and in older files. */
  readonly negativeElbo?: number;
}

export interface DataProgress {
  readonly trainImages: number;
  readonly trainImagesInAll: number;
  readonly testImages: number;
  readonly testImagesInAll: number;
  readonly bytes: number;
  readonly bytesInAll: number;
  /** The mean rate at which they arrive; absent before there is one, and where nothing is transferred. */
  readonly bytesPerSecond?: number;
}
