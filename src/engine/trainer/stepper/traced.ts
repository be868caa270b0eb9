/** Traces a model's training step, and functions of its weights, as graphs. */
import type { HyperparameterValues } from "../../../core/model/hyperparameters";
import type { Model } from "../../../core/model/model";
import type { Tensor2D } from "../../../core/model/tf";
import { CannotCompile } from "step-compiler/ir/cannotCompile";
import type { Graph } from "step-compiler/ir/graph";
import { trace } from "step-compiler/trace/trace";
import { makeStep } from "../../step/step";
import { dataShapes, stepData } from "../../step/stepData";
import { scalarsOf } from "../../step/stepScalars";
import type { FunctionOfWeights, FrozenModel } from "../../step/frozenModel";
import { namedTensors, partOf, stateOf, stateShapes } from "../../step/trainState";
import { bind } from "../../step/weights";

/** The step whose scalars are used for tracing. Any will do, as they become inputs of the graph. */
const TRACED_STEP = 10;

/**
 * Returns the graph of a step. Inputs: the tensors of `stateShapes` and `dataShapes`, the scalars of `scalarsOf`. Outputs: the next state under
 * the same names, and `losses`, [columns]. Throws CannotCompile. `h` fixes shapes and structure.
 */
export function traceStep(model: Model, h: HyperparameterValues): Graph {
  const specs = model.networks(h);
  const run = makeStep(model, h);
  const fixed = rejectLiveSettings(model, h);
  return trace((tensors, scalars) => {
    const before = stateOf(specs, (name) => tensors[name]!);
    const data = stepData(model, h, (name) => tensors[name] as Tensor2D);
    const { state, losses } = run(before, data, { scalars, h: fixed });
    return { losses, ...Object.fromEntries(namedTensors(state)) };
  }, { ...stateShapes(specs), ...dataShapes(model, h) }, scalarsOf(model, h, TRACED_STEP));
}

/**
 * Returns the graph of a function of weights. Inputs: the weights, as "weights/<name>", and the function's own inputs, [n, …] each. Output:
 * `result`. Throws CannotCompile.
 */
export function traceFunction(
  { model, specs, h }: Pick<FrozenModel, "model" | "specs" | "h">, inputs: Readonly<Record<string, readonly [number, number]>>, of: FunctionOfWeights,
): Graph {
  const weights = partOf(specs, "weights", (name, shape) => [`weights/${name}`, shape] as const);
  const fixed = rejectLiveSettings(model, h);
  return trace((tensors) => {
    const networks = bind(specs, Object.fromEntries(Object.entries(weights).map(([name, [input]]) => [name, tensors[input]!])), "use");
    const given = Object.fromEntries(Object.keys(inputs).map((name) => [name, tensors[name] as Tensor2D]));
    return { result: of(networks, given, fixed) };
  }, { ...Object.fromEntries(Object.values(weights)), ...inputs }, {});
}

/** Throws CannotCompile when a model reads a live setting while it is traced, since its value would become a constant of the code. */
function rejectLiveSettings(model: Model, h: HyperparameterValues): HyperparameterValues {
  return new Proxy(h, {
    get(values, key) {
      if (typeof key === "string" && model.hyperparameters[key]?.live) {
        throw new CannotCompile(`The model computes with ${key}, which may change, otherwise than as the weight of a term.`);
      }
      return Reflect.get(values, key) as unknown;
    },
  });
}
