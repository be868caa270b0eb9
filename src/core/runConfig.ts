/** A run is a function of its configuration: the same one gives the same losses on the same backend. */
import type { HyperparameterValues } from "./hyperparameters";

export const BACKENDS = ["webgpu", "webgl", "wasm", "cpu"] as const;
export type Backend = (typeof BACKENDS)[number];
/** Whether it computes beside JavaScript, so that a call returns before its result is there. */
export const isGpu = (backend: string | undefined): boolean => backend === "webgpu" || backend === "webgl";
/** What the reader asked for. `auto` measures and takes the fastest. */
export type BackendWish = "auto" | Backend;

/** `auto`: compiled steps where the backend has a compiler. `eager`: operation by operation, to compare. */
export const ENGINES = ["auto", "eager"] as const;
export type EngineWish = (typeof ENGINES)[number];

export interface RunConfig {
  readonly model: string;
  /** Whole number in [0, 2³²). */
  readonly seed: number;
  readonly backend: BackendWish;
  /** `auto` where absent. */
  readonly engine?: EngineWish;
  readonly hyperparameters: HyperparameterValues;
}

export const PIXELS = 784;
export const SIDE = 28;
export const CLASSES = 10;
