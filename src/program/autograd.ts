/** `torch.autograd` and `torch.nn.init`. */
import { asNumber, Builtin, List, Refusal, signature, Tuple, typeName, type Value } from "../python/values";
import { dependsOn, inOrder, shapeText, type Node, type Start } from "./graph";
import { elementwise, made, reduce, StoredTensor, tensorFrom, TensorValue } from "./tensor";

export const autograd: ReadonlyMap<string, Value> = new Map([
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

export const initialisers: ReadonlyMap<string, Value> = new Map([
  ["uniform_", new Builtin("uniform_", signature("tensor", ["a", 0], ["b", 1]), ([tensor, a, b]) => begin(tensor, { kind: "uniform", from: asNumber(a!, "uniform_"), to: asNumber(b!, "uniform_") }))],
  ["normal_", new Builtin("normal_", signature("tensor", ["mean", 0], ["std", 1]), ([tensor, mean, std]) => begin(tensor, { kind: "normal", mean: asNumber(mean!, "normal_"), deviation: asNumber(std!, "normal_") }))],
  ["zeros_", new Builtin("zeros_", signature("tensor"), ([tensor]) => begin(tensor, { kind: "constant", value: 0 }))],
  ["ones_", new Builtin("ones_", signature("tensor"), ([tensor]) => begin(tensor, { kind: "constant", value: 1 }))],
  ["constant_", new Builtin("constant_", signature("tensor", "val"), ([tensor, value]) => begin(tensor, { kind: "constant", value: asNumber(value!, "constant_") }))],
  // Glorot & Bengio 2010, eq. 16.
  ["xavier_uniform_", new Builtin("xavier_uniform_", signature("tensor"), ([tensor]) => {
    const { fanIn, fanOut } = fans(parameter(tensor));
    return begin(tensor, within(Math.sqrt(6 / (fanIn + fanOut))));
  })],
  // He et al. 2015, for ReLU.
  ["kaiming_uniform_", new Builtin("kaiming_uniform_", signature("tensor"), ([tensor]) => begin(tensor, within(Math.sqrt(6 / fans(parameter(tensor)).fanIn))))],
]);
