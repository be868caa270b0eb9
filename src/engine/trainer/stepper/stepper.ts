/**
 * A stepper computes a run's steps and holds its weights: eagerly, operation by operation, or compiled. The trainer supplies
 * each step's data.
 */
import type { StepSettings } from "../../step/step";
import type { StepArrays } from "../../step/stepData";
import type { TrainState } from "../../step/trainState";
import type { Tensors } from "../../step/weights";

export interface Stepper {
  /** Returns whether steps depend on the data of this name; otherwise it may be left out. */
  needs(name: string): boolean;
  /** Returns whether steps take the data of this name as image indices instead of pixels. */
  gathers(name: string): boolean;
  /** Whether helper threads compute a step as soon as it has begun. */
  readonly usesHelperThreads: boolean;
  /** Begins a step, which `finish` completes. With helper threads the data may be overwritten from now on. */
  begin(data: StepArrays, settings: StepSettings): void;
  /** Completes the step. */
  finish(): void;
  /** Reads the losses of all steps since the last call, [steps, columns]. Rejects when the device is lost. */
  losses(): Promise<Float32Array>;
  /** Reads the losses of the last step alone, [columns]; `losses` then omits them. */
  lastLosses(): Promise<Float32Array>;
  /**
   * The current weights, averages where there are some. Valid until the next step; retain them to keep them. While a step is
   * pending they are available only if they were read before it began.
   */
  readonly weights: Tensors;
  /** Captures the current state; the caller releases it. */
  captureState(): TrainState;
  /** Continues from this state and takes ownership of it. */
  restore(state: TrainState): void;
  dispose(): void;
}
