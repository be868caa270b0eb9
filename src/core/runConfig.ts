/** A run is a function of its configuration: the same one gives the same losses on the same backend of the same browser. */
import type { HyperparameterValue, HyperparameterValues } from "./hyperparameters";

export const BACKENDS = ["webgpu", "webgl", "wasm", "cpu"] as const;
export type Backend = (typeof BACKENDS)[number];
/** Whether it computes beside JavaScript, so that a call returns before its result is there. */
export const isGpu = (backend: string | undefined): boolean => backend === "webgpu" || backend === "webgl";
/** What the reader asked for. `auto` measures and takes the fastest. */
export type BackendWish = "auto" | Backend;

/** `auto`: compiled steps where the backend has a compiler. `eager`: operation by operation, to compare. */
export const ENGINES = ["auto", "eager"] as const;
export type EngineWish = (typeof ENGINES)[number];

/**
 * `off`: compiled WASM steps round after every multiplication, as in browsers without relaxed SIMD, so that all browsers
 * give the same losses. `auto`: they round once for a·b + c where the browser can, which is faster.
 */
export const FUSINGS = ["auto", "off"] as const;
export type Fusing = (typeof FUSINGS)[number];

/** A setting that takes another value in mid-run; what follows from it is in `liveChanges.ts`. */
export interface LiveChange {
  /** Steps made before it; it holds from the next one on. At least 1. */
  readonly step: number;
  /** Of a hyperparameter that may change during a run. */
  readonly id: string;
  readonly value: HyperparameterValue;
  /** Made by the reader in this run, and not laid down when it was opened. */
  readonly byHand?: true;
}

/** Seeds are whole numbers from 0 to this one. */
export const MAX_SEED = 2 ** 32 - 1;

export interface RunConfig {
  readonly model: string;
  /** Whole number in [0, 2³²). */
  readonly seed: number;
  readonly backend: BackendWish;
  /** `auto` where absent. */
  readonly engine?: EngineWish;
  /** Fused multiply-add; `auto` where absent. */
  readonly fma?: Fusing;
  readonly hyperparameters: HyperparameterValues;
  /** The reader's own images that stand in for MNIST, as `ownId` writes them. */
  readonly own?: string;
  /** The run did not begin at step 0, but with weights that the project had trained up to this step: its preset's trained start. */
  readonly begin?: number;
  /** What changes in mid-run, in the order of steps. */
  readonly then?: readonly LiveChange[];
}

export const PIXELS = 784;
export const SIDE = 28;
export const CLASSES = 10;
