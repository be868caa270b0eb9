/**
 * What makes a run's steps and holds its weights: eagerly, operation by operation, or compiled. The trainer decides what a
 * step is given; how it is computed is decided here.
 */
import type { StepSettings } from "../../step/step";
import type { StepArrays } from "../../step/stepData";
import type { TrainState } from "../../step/trainState";
import type { Tensors } from "../../step/weights";

export interface Stepper {
  /** Whether steps depend on the data of this name; where not, it may be left out. */
  needs(name: string): boolean;
  /** Whether steps take the data of this name as the numbers of images, not as their pixels. */
  gathers(name: string): boolean;
  /** Whether other threads work on a step as soon as it is begun. */
  readonly usesHelperThreads: boolean;
  /** Begins a step, which `finish` makes. Where it is `helped`, the data may be overwritten from now on. */
  begin(data: StepArrays, settings: StepSettings): void;
  /** Returns when the step is made. */
  finish(): void;
  /** Sends for the losses of the steps since it was last called, [steps, columns]. Rejects where the device is lost. */
  losses(): Promise<Float32Array>;
  /** Sends for the losses of the last step alone, [columns]; `losses` leaves it out then. */
  lastLosses(): Promise<Float32Array>;
  /**
   * As they stand, averages where there are some, until the next step is made; whoever needs them longer retains them. While a step is
   * under way they are there only if they have been looked at before.
   */
  readonly weights: Tensors;
  /** The present state, to keep; the caller releases it. */
  captureState(): TrainState;
  /** Goes on from this state, which is used up by it. */
  restore(state: TrainState): void;
  dispose(): void;
}
