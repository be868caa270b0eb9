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
  /** Makes one step. The data may be overwritten afterwards. */
  step(data: StepArrays, settings: StepSettings): void;
  /** Sends for the losses of the steps since it was last called, [steps, columns]. Rejects where the device is lost. */
  losses(): Promise<Float32Array>;
  /** Sends for the losses of the last step alone, [columns]; `losses` leaves it out then. */
  lastLosses(): Promise<Float32Array>;
  /** As they stand, averages where there are some, until the next step; whoever needs them longer retains them. */
  readonly weights: Tensors;
  /** The present state, to keep; the caller releases it. */
  hold(): TrainState;
  /** Goes on from this state, which is used up by it. */
  restore(state: TrainState): void;
  dispose(): void;
}
