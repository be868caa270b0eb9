/** Steps computed operation by operation in plain tfjs. Each makes a new state; tensors that others retained from the old one stay valid. */
import { dispose, stack, type Tensor1D } from "@tensorflow/tfjs-core";
import type { HyperparameterValues } from "../../../core/model/hyperparameters";
import type { Model } from "../../../core/model/model";
import { makeStep, type StepFunction, type StepSettings } from "../../step/step";
import { dataShapes, dataTensors, stepData, type StepArrays } from "../../step/stepData";
import { releaseOthers, releaseState, retainState, evaluationWeights, type TrainState } from "../../step/trainState";
import type { Tensors } from "../../step/weights";
import type { Stepper } from "./stepper";

export class EagerStepper implements Stepper {
  readonly #model: Model;
  readonly #h: HyperparameterValues;
  readonly #shapes: ReturnType<typeof dataShapes>;
  readonly #run: StepFunction;
  #state: TrainState;
  /** The losses of each step, [columns]. */
  #losses: Tensor1D[] = [];

  /** Continues from this state and takes ownership of it. `h` fixes shapes and structure. */
  constructor(model: Model, h: HyperparameterValues, state: TrainState) {
    this.#model = model;
    this.#h = h;
    this.#shapes = dataShapes(model, h);
    this.#run = makeStep(model, h);
    this.#state = state;
  }

  get weights(): Tensors { return evaluationWeights(this.#state); }

  /** All data become tensors, whether or not the model uses them. */
  needs(): boolean { return true; }
  gathers(): boolean { return false; }

  get usesHelperThreads(): boolean { return false; }

  begin(arrays: StepArrays, settings: StepSettings): void {
    const tensors = dataTensors(arrays, this.#shapes);
    const data = stepData(this.#model, this.#h, (name) => tensors[name]!);
    const { state, losses } = this.#run(this.#state, data, settings);
    dispose(tensors);
    this.restore(state);
    this.#losses.push(losses);
  }

  /** Does nothing: `begin` has made the step. */
  finish(): void {}

  async losses(): Promise<Float32Array> {
    const waiting = this.#losses;
    if (waiting.length === 0) return new Float32Array();
    this.#losses = [];
    const stacked = stack(waiting);
    dispose(waiting);
    try {
      return (await stacked.data<"float32">()).slice();
    } finally {
      stacked.dispose();
    }
  }

  async lastLosses(): Promise<Float32Array> {
    const last = this.#losses.pop()!;
    try {
      return (await last.data<"float32">()).slice();
    } finally {
      last.dispose();
    }
  }

  captureState(): TrainState {
    return retainState(this.#state);
  }

  restore(next: TrainState): void {
    releaseOthers(this.#state, next);
    this.#state = next;
  }

  dispose(): void {
    dispose(this.#losses);
    releaseState(this.#state);
  }
}
