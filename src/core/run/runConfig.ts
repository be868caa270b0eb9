/** A run is a function of its configuration: the same one gives the same losses on the same backend of the same browser. */
import type { HyperparameterValue, HyperparameterValues } from "../model/hyperparameters";

export const BACKENDS = ["webgpu", "webgl", "wasm", "cpu"] as const;
export type Backend = (typeof BACKENDS)[number];
/** Returns whether a backend runs in parallel with JavaScript, so that a call returns before its result is available. */
export const isGpu = (backend: string | undefined): boolean => backend === "webgpu" || backend === "webgl";
/** The requested backend. `auto` measures and takes the fastest. */
export type RequestedBackend = "auto" | Backend;

/** `auto`: compiled steps if the backend has a compiler. `eager`: operation by operation, for comparison. */
export const ENGINES = ["auto", "eager"] as const;
export type RequestedEngine = (typeof ENGINES)[number];

/**
 * `off`: compiled WASM steps round after every multiplication, as in browsers without relaxed SIMD, so that all browsers give
 * the same losses. `auto`: they round once for a·b + c if the browser can, which is faster.
 */
export const FUSINGS = ["auto", "off"] as const;
export type Fusing = (typeof FUSINGS)[number];

/** The type of the operands of matrix products that a link asks for. `f16`: earlier versions rounded them to half precision on some GPUs; it now means `f32`. */
export const OPERANDS = ["f32", "f16"] as const;
export type Operands = (typeof OPERANDS)[number];

/** A setting that changes during a run; see `liveChanges.ts`. */
export interface LiveChange {
  /** The number of steps before the change, at least 1; it applies from the next one on. */
  readonly step: number;
  /** The id of a hyperparameter that may change during a run. */
  readonly id: string;
  readonly value: HyperparameterValue;
  /** True if the reader made it during this run; false if it was scheduled when the run was opened. */
  readonly byHand?: true;
}

/** Seeds are integers from 0 to this one. */
export const MAX_SEED = 2 ** 32 - 1;

/** The longest program, in characters: compressed, it fits into a link beside everything else, whatever it contains. */
export const MAX_PROGRAM = 20_000;

export interface RunConfig {
  readonly model: string;
  /** The source of the model if a reader wrote it: a program in the supported subset of Python. */
  readonly program?: string;
  /** An integer in [0, 2³²). */
  readonly seed: number;
  readonly backend: RequestedBackend;
  /** Default: `auto`. */
  readonly engine?: RequestedEngine;
  /** Fused multiply-add; default: `auto`. */
  readonly fma?: Fusing;
  /** The type of the operands of matrix products; default: `f32`. */
  readonly operands?: Operands;
  readonly hyperparameters: HyperparameterValues;
  /** The id of the reader's own images that replace MNIST, as `ownId` writes it. */
  readonly own?: string;
  /**
   * The step where the run began, if it is not 0: it started from published weights trained up to this step, its preset's
   * trained start.
   */
  readonly begin?: number;
  /** The changes during the run, in the order of steps. */
  readonly then?: readonly LiveChange[];
}

export const PIXELS = 784;
export const SIDE = 28;
export const CLASSES = 10;
