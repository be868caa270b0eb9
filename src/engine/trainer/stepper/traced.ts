/** A model's training step as a graph. */
import type { HyperparameterValues } from "../../../core/hyperparameters";
import type { Model } from "../../../core/model";
import type { Tensor2D } from "../../../core/tf";
import { CannotCompile } from "../../../compiler/ir/cannotCompile";
import type { Graph } from "../../../compiler/ir/graph";
import { trace } from "../../../compiler/trace";
import { ADAM_MEANING } from "../../device/kernels/adam.trace";
import { makeStep } from "../../step/step";
import { dataShapes, stepData } from "../../step/stepData";
import { numbersOf } from "../../step/stepNumbers";
import { namedTensors, stateOf, stateShapes } from "../../step/trainState";

/** The step whose numbers the trace begins with. Any will do: they become inputs of the graph. */
const TRACED_STEP = 10;

/**
 * Inputs: the tensors of `stateShapes` and `dataShapes`, the numbers of `numbersOf`. Outputs: the next state under the
 * same names, and `losses`, [columns]. Throws CannotCompile. `h` fixes shapes and structure.
 */
export function traceStep(model: Model, h: HyperparameterValues): Graph {
  const specs = model.networks(h);
  const run = makeStep(model, h);
  const fixed = withoutLive(model, h);
  return trace((tensors, numbers) => {
    const before = stateOf(specs, (name) => tensors[name]!);
    const data = stepData(model, h, (name) => tensors[name] as Tensor2D);
    const { state, losses } = run(before, data, { numbers, h: fixed });
    return { losses, ...Object.fromEntries(namedTensors(state)) };
  }, { ...stateShapes(specs), ...dataShapes(model, h) }, numbersOf(model, h, TRACED_STEP), { kernels: ADAM_MEANING });
}

/** Throws when a model reads a live setting while it is traced: its value would become a constant of the compiled step. */
function withoutLive(model: Model, h: HyperparameterValues): HyperparameterValues {
  return new Proxy(h, {
    get(values, key) {
      if (typeof key === "string" && model.hyperparameters[key]?.live) {
        throw new CannotCompile(`The model computes with ${key}, which may change, otherwise than as the weight of a term.`);
      }
      return Reflect.get(values, key) as unknown;
    },
  });
}
