/** `torch.autograd` and `torch.nn.init`. */
import { Builtin } from "../python/functions";
import { List, Tuple } from "../python/sequences";
import { signature } from "../python/signature";
import { asNumber, Refusal, typeName, type Value } from "../python/values";
import { dependsOn, inOrder, shapeText, type Node, type Start } from "./graph";
import { elementwise, made, reduce } from "./nodes";
import { StoredData, StoredTensor, tensorFrom, TensorValue } from "./tensor";

export const autograd: ReadonlyMap<string, Value> = new Map([
  ["Variable", new Builtin("Variable", signature("data", ["requires_grad", false]), ([data, requires]) => { // until PyTorch 0.4
    if (requires === true) throw new Refusal({ kind: "unsupported", what: "Variable with requires_grad=True", instead: "use data.requires_grad_()" });
    return data!;
  })],
  ["grad", new Builtin("grad", signature("outputs", "inputs", ["grad_outputs", null], ["retain_graph", null], ["create_graph", false], ["only_inputs", true], ["allow_unused", null], ["is_grads_batched", false]), ([outputs, inputs, weights, , create], interpreter) => {
    const tensorsIn = (value: Value): readonly Node[] => (value instanceof List || value instanceof Tuple ? value.items : [value]).map((one) => tensorFrom("grad", one));
    const [output, ...others] = tensorsIn(outputs!);
    const [weight] = weights === null ? [] : tensorsIn(weights!);
    if (!output || others.length > 0) throw new Refusal({ kind: "unsupported", what: "grad of several outputs" });
    if (!weight && output.shape.length > 0) throw new Refusal({ kind: "value", callee: "grad", reason: "It takes the gradient of one number: take the sum first. (grad can be implicitly created only for scalar outputs)" });
    if (weight && shapeText(weight.shape) !== shapeText(output.shape)) throw new Refusal({ kind: "value", callee: "grad", reason: `grad_outputs is ${shapeText(weight.shape)}, and outputs is ${shapeText(output.shape)}. (Mismatch in shape)` });
    // Rules for gradients are differentiated once: the third derivative of some operations would be wrong.
    const isThird = interpreter.truth(create!) && inOrder([output]).some(({ operation, hasGradient }) => operation === "gradient" && hasGradient);
    if (isThird) throw new Refusal({ kind: "unsupported", what: "create_graph=True for the gradient of a gradient" });
    const number = weight ? reduce("sum", elementwise("mul", [output, weight], interpreter), null, false, interpreter) : output;
    return new Tuple(tensorsIn(inputs!).map((at) => {
      if (!at.hasGradient) throw new Refusal({ kind: "value", callee: "grad", reason: "The gradient is taken at a tensor that needs requires_grad_() before. (One of the differentiated Tensors does not require grad)" });
      if (!dependsOn(number, at)) throw new Refusal({ kind: "value", callee: "grad", reason: "The output does not depend on the input. (One of the differentiated Tensors appears to not have been used in the graph.)" });
      const gradient = made("gradient", [number, at], at.shape, { dtype: "float" }, interpreter);
      return new TensorValue({ ...gradient, hasGradient: gradient.hasGradient && interpreter.truth(create!) });
    }));
  })],
]);

const parameter = (value: Value | undefined): StoredTensor => {
  if (value instanceof StoredTensor) return value;
  if (value instanceof StoredData) return value.of;
  throw new Refusal({ kind: "value", callee: "nn.init", reason: `It sets parameters, not ${value === undefined ? "nothing" : typeName(value)}.` });
};

function begin(value: Value | undefined, start: Start): Value {
  const { stored } = parameter(value);
  stored.start = start;
  return value!;
}

/** fan-in and fan-out of a weight: [outputs,inputs], or [filters,channels,k,k]. */
function fans({ stored: { shape } }: StoredTensor): { readonly fanIn: number; readonly fanOut: number } {
  const field = shape.slice(2).reduce((product, length) => product * length, 1);
  return { fanIn: (shape[1] ?? 1) * field, fanOut: (shape[0] ?? 1) * field };
}

/** Returns U(−bound, bound). */
const within = (bound: number): Start => ({ kind: "uniform", from: -bound, to: bound });

/** Returns PyTorch's factor of the deviation for an activation. `slope`: that of leaky_relu below 0. */
function gainOf(activation: Value, slope: number): number {
  switch (activation) {
    case "relu": return Math.SQRT2;
    case "leaky_relu": return Math.sqrt(2 / (1 + slope ** 2));
    case "tanh": return 5 / 3;
    case "selu": return 3 / 4;
    default: return 1;
  }
}

/** Returns two initialisers of weights, uniform and normal, with this standard deviation. */
const distributed = (name: string, options: readonly (readonly [string, Value])[], deviation: (of: ReturnType<typeof fans>, options: readonly Value[]) => number): [string, Value][] =>
  (["uniform", "normal"] as const).map((kind) => [`${name}_${kind}_`, new Builtin(`${name}_${kind}_`, signature("tensor", ...options), ([tensor, ...given]) => {
    const size = deviation(fans(parameter(tensor)), given);
    return begin(tensor, kind === "uniform" ? within(Math.sqrt(3) * size) : { kind: "normal", mean: 0, deviation: size });
  })]);

export const initialisers: ReadonlyMap<string, Value> = new Map([
  ["uniform_", new Builtin("uniform_", signature("tensor", ["a", 0], ["b", 1]), ([tensor, a, b]) => begin(tensor, { kind: "uniform", from: asNumber(a!, "uniform_"), to: asNumber(b!, "uniform_") }))],
  ["normal_", new Builtin("normal_", signature("tensor", ["mean", 0], ["std", 1]), ([tensor, mean, std]) => begin(tensor, { kind: "normal", mean: asNumber(mean!, "normal_"), deviation: asNumber(std!, "normal_") }))],
  ["zeros_", new Builtin("zeros_", signature("tensor"), ([tensor]) => begin(tensor, { kind: "constant", value: 0 }))],
  ["ones_", new Builtin("ones_", signature("tensor"), ([tensor]) => begin(tensor, { kind: "constant", value: 1 }))],
  ["constant_", new Builtin("constant_", signature("tensor", "val"), ([tensor, value]) => begin(tensor, { kind: "constant", value: asNumber(value!, "constant_") }))],
  ["calculate_gain", new Builtin("calculate_gain", signature("nonlinearity", ["param", null]), ([name, slope]) => gainOf(name!, slope === null ? 0.01 : asNumber(slope!, "calculate_gain")))],
  // Glorot & Bengio 2010, eq. 16.
  ...distributed("xavier", [["gain", 1]], ({ fanIn, fanOut }, [gain]) => asNumber(gain!, "xavier") * Math.sqrt(2 / (fanIn + fanOut))),
  // He et al. 2015.
  ...distributed("kaiming", [["a", 0], ["mode", "fan_in"], ["nonlinearity", "leaky_relu"]], ({ fanIn, fanOut }, [slope, mode, name]) => gainOf(name!, asNumber(slope!, "kaiming")) / Math.sqrt(mode === "fan_out" ? fanOut : fanIn)),
]);
