/** `torch.nn`: modules, which have parameters and buffers, and layers. */
import { Class, Instance } from "../python/classes";
import { Builtin } from "../python/functions";
import { List, Tuple } from "../python/sequences";
import { signature, type Signature } from "../python/signature";
import { asInteger, asNumber, PythonObject, Refusal, typeName, type Arguments, type Interpreter, type Value } from "../python/values";
import { leakyRelu, linear, oneHot } from "./functions/formulas";
import { oneNumber, paddingOf } from "./functions/functional";
import { drawn, TINY } from "./table";
import { convolved, convTransposed, padded } from "./images";
import { sizeOf } from "../../core/model/parameters";
import { shapeText, type Node, type Shape, type Start } from "./graph";
import { knownNumbers } from "./known";
import { recorderOf } from "./recorder";
import { axisOf } from "./shapes";
import { startOf } from "./starts";
import { detached, constant, elementwise, made, matrixProduct, reduce, reshape } from "./nodes";
import { changeInPlace, FixedBuffer, StoredTensor, TensorValue } from "./tensor";

const storedTensor = (shape: Shape, start: Start, trainable: boolean, interpreter: Interpreter) =>
  new StoredTensor({ name: "", shape, start, trainable, version: 0 }, interpreter);

const instance = (value: Value | undefined): Instance => {
  if (value instanceof Instance) return value;
  throw new Refusal({ kind: "value", callee: "Module", reason: `${value === undefined ? "nothing" : typeName(value)} is no module.` });
};

/**
 * Returns the stored tensors of a module and of the modules in it, with their names, in the order of their definition. As in PyTorch, a module or tensor that
 * is there several times has its first name. `seen`: those that are there already.
 */
export function storedIn(module: Instance, prefix = "", seen = new Set<Value>([module])): readonly (readonly [name: string, tensor: StoredTensor])[] {
  return [...module.attributes].flatMap(([name, value]): readonly (readonly [string, StoredTensor])[] => {
    if (!(value instanceof StoredTensor) && !isModule(value)) return [];
    if (seen.has(value)) return [];
    seen.add(value);
    return value instanceof StoredTensor ? [[prefix + name, value]] : storedIn(value, `${prefix}${name}.`, seen);
  });
}

/** Returns whether a value is a module. */
export const isModule = (value: Value): value is Instance => value instanceof Instance && value.class.order.includes(moduleClass);

const childrenOf = (module: Instance): Instance[] => [...module.attributes.values()].filter(isModule);

/** A module and the modules in it, each once. */
function modulesIn(module: Instance, seen = new Set<Instance>()): readonly Instance[] {
  if (seen.has(module)) return [];
  seen.add(module);
  return [module, ...childrenOf(module).flatMap((child) => modulesIn(child, seen))];
}

/** Returns the tensors that a program may train, with their names. */
function parametersIn(module: Instance, interpreter: Interpreter): readonly (readonly [string, StoredTensor])[] {
  const all = storedIn(module);
  interpreter.count(all.length);
  return all.filter(([, { stored: one }]) => one.trainable);
}

function setTraining(module: Instance, training: boolean, interpreter: Interpreter): Value {
  const all = modulesIn(module);
  interpreter.count(all.length);
  for (const one of all) one.attributes.set("training", training);
  return module;
}

/** The function that runs before a module's `forward`, in which spectral normalisation computes its weight. */
const beforeForward = new WeakMap<Instance, (interpreter: Interpreter) => void>();

/** `module(x)` calls its `forward`. */
class CallForward extends PythonObject {
  readonly typeName = "method";
  override readonly isMethod = true;
  override call({ positional: [self, ...rest], named }: Arguments, interpreter: Interpreter): Value {
    if (!instance(self).attributes.has("training")) {
      throw new Refusal({ kind: "value", callee: instance(self).typeName, reason: "Its __init__ does not call super().__init__(). (cannot assign module before Module.__init__() call)" });
    }
    beforeForward.get(instance(self))?.(interpreter);
    return interpreter.call(interpreter.attribute(self!, "forward"), { positional: rest, named });
  }
}

const method = (name: string, takes: Signature, work: (self: Instance, values: readonly Value[], interpreter: Interpreter) => Value): [string, Value] =>
  [name, new Builtin(name, takes, ([self, ...values], interpreter) => work(instance(self), values, interpreter))];

const moduleClass: Class = new Class("Module", [], new Map<string, Value>([
  method("__init__", signature("self"), (self) => {
    self.attributes.set("training", true);
    return null;
  }),
  ["__call__", new CallForward()],
  method("parameters", signature("self"), (self, _, interpreter) => new List(parametersIn(self, interpreter).map(([, tensor]) => tensor))),
  method("train", signature("self", ["mode", true]), (self, [mode], interpreter) => setTraining(self, interpreter.truth(mode!), interpreter)),
  method("eval", signature("self"), (self, _, interpreter) => setTraining(self, false, interpreter)),
  ...["to", "cpu", "cuda", "float"].map((name) => method(name, signature("self", ["device", null]), (self) => self)),
  method("zero_grad", signature("self", ["set_to_none", true]), (self, _, interpreter) => {
    interpreter.count(recorderOf(interpreter).optimisers.length);
    const own = new Set(parametersIn(self, interpreter).map(([, tensor]) => tensor.stored));
    for (const optimiser of recorderOf(interpreter).optimisers) {
      const shared = optimiser.parameters.filter((one) => own.has(one));
      if (shared.length === optimiser.parameters.length) optimiser.zero(interpreter);
      else if (shared.length > 0) throw new Refusal({ kind: "unsupported", what: "zero_grad() of a part of an optimiser's parameters", instead: "call that of the optimiser" });
    }
    return null;
  }),
  method("requires_grad_", signature("self", ["requires_grad", true]), (self, [requires], interpreter) => {
    for (const [, tensor] of parametersIn(self, interpreter)) tensor.setAttribute("requires_grad", interpreter.truth(requires!));
    return self;
  }),
  method("named_parameters", signature("self"), (self, _, interpreter) => new List(parametersIn(self, interpreter).map(([name, tensor]) => new Tuple([name, tensor])))),
  method("children", signature("self"), (self) => new List(childrenOf(self))),
  method("modules", signature("self"), (self) => new List([...modulesIn(self)])),
  method("apply", signature("self", "fn"), (self, [work], interpreter) => {
    const apply = (module: Instance): void => {
      for (const child of childrenOf(module)) interpreter.nested(() => apply(child));
      interpreter.call(work!, { positional: [module], named: new Map() });
    };
    apply(self);
    return self;
  }),
  method("register_buffer", signature("self", "name", "tensor"), (self, [name, tensor], interpreter) => {
    if (!(tensor instanceof TensorValue) || typeof name !== "string") throw new Refusal({ kind: "value", callee: "register_buffer", reason: "It needs a name and a tensor." });
    const numbers = knownNumbers(tensor.node);
    const isTable = numbers !== null && (tensor.node.leaf === null || numbers.some((one) => one !== numbers[0]));
    self.attributes.set(name, isTable ? new FixedBuffer(tensor.node) : storedTensor(tensor.shape, startOf(tensor.node, "register_buffer"), false, interpreter));
    return null;
  }),
]));

/** Defines a layer: what its `__init__` stores in the module, and its `forward`. */
function layer(name: string, takes: Signature, begin: (self: Instance, values: readonly Value[], interpreter: Interpreter) => void, forward: (self: Instance, x: Node, interpreter: Interpreter) => Node): [string, Value] {
  const withSelf: Signature = { ...takes, parameters: [{ name: "self", keywordOnly: false }, ...takes.parameters] };
  return [name, new Class(name, [moduleClass], new Map<string, Value>([
    method("__init__", withSelf, (self, values, interpreter) => {
      self.attributes.set("training", true);
      begin(self, values, interpreter);
      return null;
    }),
    method("forward", signature("self", "input"), (self, [x], interpreter) => {
      if (!(x instanceof TensorValue)) throw new Refusal({ kind: "value", callee: name, reason: `It takes a tensor, and gets ${typeName(x!)}.` });
      const result = forward(self, x.node, interpreter);
      if (!interpreter.truth(self.attributes.get("inplace") ?? null)) return new TensorValue(result);
      if (result !== x.node) changeInPlace(x, result, interpreter);
      return x;
    }),
  ]))];
}

const nodeIn = (self: Instance, name: string): Node | null => {
  const value = self.attributes.get(name);
  return value instanceof TensorValue ? value.node : null;
};
const number = (self: Instance, name: string): number => Number(self.attributes.get(name));

/** U(±1/√fan-in), PyTorch's default. */
const small = (fanIn: number): Start => ({ kind: "uniform", from: -(fanIn ** -0.5), to: fanIn ** -0.5 });

/** Stores the weight and, if the layer has one, the bias: both begin at U(±1/√fan-in). */
function storeWeights(self: Instance, shape: Shape, { outputs, fanIn, bias }: { readonly outputs: number; readonly fanIn: number; readonly bias: Value }, interpreter: Interpreter): void {
  self.attributes.set("weight", storedTensor(shape, small(fanIn), true, interpreter));
  if (interpreter.truth(bias)) self.attributes.set("bias", storedTensor([outputs], small(fanIn), true, interpreter));
}

const activation = (name: string, work: (x: Node, interpreter: Interpreter) => Node) => layer(name, signature(["inplace", false]), (self, [inPlace]) => self.attributes.set("inplace", inPlace!), (_, x, interpreter) => work(x, interpreter));
const unary = (operation: string) => (x: Node, interpreter: Interpreter) => elementwise(operation, [x], interpreter);

/** Batch normalisation over all axes but the second (Ioffe & Szegedy 2015, alg. 1). */
function batchNorm(name: string, ranks: readonly number[]): [string, Value] {
  return layer(name, signature("num_features", ["eps", 1e-5], ["momentum", 0.1]), (self, [features, eps, momentum], interpreter) => {
    const shape = [asInteger(features!, name)];
    for (const [attribute, value, trainable] of [["weight", 1, true], ["bias", 0, true], ["running_mean", 0, false], ["running_var", 1, false]] as const) {
      self.attributes.set(attribute, storedTensor(shape, { kind: "constant", value }, trainable, interpreter));
    }
    self.attributes.set("eps", asNumber(eps!, name));
    self.attributes.set("momentum", asNumber(momentum!, name));
  }, (self, x, interpreter) => {
    const features = nodeIn(self, "weight")!.shape[0]!;
    if (!ranks.includes(x.shape.length) || x.shape[1] !== features) {
      throw new Refusal({ kind: "value", callee: name, reason: `It takes [batch, ${features}${ranks.includes(4) ? ", height, width" : ""}], and x is ${shapeText(x.shape)}.` });
    }
    const axes = x.shape.map((_, i) => i).filter((i) => i !== 1);
    const along = (node: Node) => reshape(node, x.shape.map((_, i) => (i === 1 ? features : 1)), interpreter);
    let [mean, variance] = [along(nodeIn(self, "running_mean")!), along(nodeIn(self, "running_var")!)];
    if (interpreter.truth(self.attributes.get("training") ?? null)) {
      mean = reduce("mean", x, axes, true, interpreter);
      variance = reduce("mean", elementwise("square", [elementwise("sub", [x, mean], interpreter)], interpreter), axes, true, interpreter);
      const count = sizeOf(x.shape) / features;
      const momentum = number(self, "momentum");
      const moved = (attribute: string, by: Node, factor: number) => {
        const buffer = self.attributes.get(attribute);
        if (!(buffer instanceof TensorValue)) return;
        const fixed = { ...made("stopGradient", [reshape(by, [features], interpreter)], [features], {}, interpreter), hasGradient: false };
        const weighed = (node: Node, weight: number) => elementwise("mul", [node, constant(weight, interpreter)], interpreter);
        changeInPlace(buffer, elementwise("add", [weighed(buffer.node, 1 - momentum), weighed(fixed, momentum * factor)], interpreter), interpreter);
      };
      moved("running_mean", mean, 1);
      moved("running_var", variance, count / (count - 1));
    }
    const scale = elementwise("rsqrt", [elementwise("add", [variance, constant(number(self, "eps"), interpreter)], interpreter)], interpreter);
    const normal = elementwise("mul", [elementwise("sub", [x, mean], interpreter), scale], interpreter);
    return elementwise("add", [elementwise("mul", [normal, along(nodeIn(self, "weight")!)], interpreter), along(nodeIn(self, "bias")!)], interpreter);
  });
}

const sequential = new Class("Sequential", [moduleClass], new Map<string, Value>([
  method("__init__", signature("self", "*modules"), (self, [modules]) => {
    self.attributes.set("training", true);
    (modules as Tuple).items.forEach((one, i) => self.attributes.set(String(i), instance(one)));
    return null;
  }),
  method("forward", signature("self", "input"), (self, [x], interpreter) => modulesOf(self).reduce<Value>((value, one) => interpreter.call(one, { positional: [value], named: new Map() }), x!)),
  method("__len__", signature("self"), (self) => BigInt(modulesOf(self).length)),
  method("__getitem__", signature("self", "index"), (self, [index], interpreter) => new Tuple(modulesOf(self)).getItem(index!, interpreter)),
  method("__iter__", signature("self"), (self) => new List([...modulesOf(self)])),
]));
const modulesOf = (self: Instance): readonly Instance[] => [...self.attributes].flatMap(([name, value]) => (/^\d+$/.test(name) && value instanceof Instance ? [value] : []));

/** Returns x/‖x‖. */
function unit(x: Node, interpreter: Interpreter): Node {
  const length = reduce("sum", elementwise("square", [x], interpreter), null, false, interpreter);
  return elementwise("mul", [x, elementwise("rsqrt", [elementwise("add", [length, constant(TINY, interpreter)], interpreter)], interpreter)], interpreter);
}

/**
 * Divides a layer's weight by its largest singular value σ, estimated by one step of power iteration at each call in training (Miyato et al. 2018, alg. 1).
 * PyTorch keeps the vector v as well; here it is computed from u.
 */
function normaliseSpectrally(self: Instance, interpreter: Interpreter): void {
  const weight = self.attributes.get("weight");
  if (!(weight instanceof StoredTensor) || weight.shape.length < 2) throw new Refusal({ kind: "value", callee: "spectral_norm", reason: "The module has no weight matrix." });
  const [rows] = weight.shape as [number];
  self.attributes.delete("weight");
  self.attributes.set("weight_orig", weight);
  self.attributes.set("weight_u", storedTensor([rows], { kind: "normal", mean: 0, deviation: 1 }, false, interpreter));
  beforeForward.set(self, (within) => {
    const u = self.attributes.get("weight_u");
    const original = nodeIn(self, "weight_orig");
    if (!(u instanceof StoredTensor) || !original) return;
    const matrix = reshape(original, [rows, sizeOf(original.shape) / rows], within);
    const held = detached(matrix, within);
    const v = unit(matrixProduct(u.node, held, within), within);
    const next = within.truth(self.attributes.get("training") ?? null) ? unit(matrixProduct(held, v, within), within) : u.node;
    if (next !== u.node) changeInPlace(u, next, within);
    const sigma = reduce("sum", elementwise("mul", [matrixProduct(matrix, v, within), next], within), null, false, within);
    self.attributes.set("weight", new TensorValue(elementwise("div", [original, sigma], within)));
  });
}

/** `torch.nn.utils`. */
export const nnUtils: ReadonlyMap<string, Value> = new Map([
  ["spectral_norm", new Builtin("spectral_norm", signature("module"), ([module], interpreter) => {
    normaliseSpectrally(instance(module), interpreter);
    return module!;
  })],
]);

/** `torch.nn`. */
export const nn: ReadonlyMap<string, Value> = new Map<string, Value>([
  ["Module", moduleClass],
  ["Sequential", sequential],
  ["Parameter", new Builtin("nn.Parameter", signature("data", ["requires_grad", true]), ([data, trainable], interpreter) => {
    if (!(data instanceof TensorValue)) throw new Refusal({ kind: "value", callee: "nn.Parameter", reason: `It needs a tensor, and gets ${typeName(data!)}.` });
    return storedTensor(data.shape, startOf(data.node, "nn.Parameter"), interpreter.truth(trainable!), interpreter);
  })],
  layer("Linear", signature("in_features", "out_features", ["bias", true]), (self, [inputs, outputs, bias], interpreter) => {
    const [rows, columns] = [asInteger(outputs!, "nn.Linear"), asInteger(inputs!, "nn.Linear")];
    storeWeights(self, [rows, columns], { outputs: rows, fanIn: columns, bias: bias! }, interpreter);
  }, (self, x, interpreter) => linear(x, nodeIn(self, "weight")!, nodeIn(self, "bias"), interpreter)),
  layer("Embedding", signature("num_embeddings", "embedding_dim"), (self, [count, width], interpreter) => {
    self.attributes.set("weight", storedTensor([asInteger(count!, "nn.Embedding"), asInteger(width!, "nn.Embedding")], { kind: "normal", mean: 0, deviation: 1 }, true, interpreter));
  }, (self, x, interpreter) => {
    const weight = nodeIn(self, "weight")!;
    return matrixProduct(oneHot(x, weight.shape[0]!, interpreter), weight, interpreter);
  }),
  batchNorm("BatchNorm1d", [2, 3]),
  batchNorm("BatchNorm2d", [4]),
  activation("ReLU", unary("relu")), activation("Tanh", unary("tanh")), activation("Sigmoid", unary("sigmoid")), activation("Softplus", unary("softplus")), activation("Identity", (x) => x),
  layer("LeakyReLU", signature(["negative_slope", 0.01], ["inplace", false]), (self, [slope, inPlace]) => {
    self.attributes.set("negative_slope", asNumber(slope!, "nn.LeakyReLU"));
    self.attributes.set("inplace", inPlace!);
  },
    (self, x, interpreter) => leakyRelu(x, number(self, "negative_slope"), interpreter)),
  layer("Dropout", signature(["p", 0.5], ["inplace", false]), (self, [rate, inPlace]) => {
    self.attributes.set("p", asNumber(rate!, "nn.Dropout"));
    self.attributes.set("inplace", inPlace!);
  }, (self, x, interpreter) =>
    (interpreter.truth(self.attributes.get("training") ?? null)
      ? elementwise("mul", [x, drawn({ kind: "dropout", rate: number(self, "p") }, x.shape, interpreter).node], interpreter) : x)),
  layer("Unflatten", signature("dim", "unflattened_size"), (self, [dim, size], interpreter) => {
    self.attributes.set("dim", asInteger(dim!, "nn.Unflatten"));
    self.attributes.set("unflattened_size", new Tuple(interpreter.list(size!)));
  }, (self, x, interpreter) => {
    const at = axisOf("nn.Unflatten", number(self, "dim"), x.shape.length);
    const size = (self.attributes.get("unflattened_size") as Tuple).items.map(Number);
    return reshape(x, [...x.shape.slice(0, at), ...size, ...x.shape.slice(at + 1)], interpreter, "nn.Unflatten");
  }),
  layer("ZeroPad2d", signature("padding"), (self, [padding], interpreter) => {
    self.attributes.set("padding", new Tuple(typeof padding === "bigint" ? [padding, padding, padding, padding] : interpreter.list(padding!)));
  }, (self, x, interpreter) => padded(x, (self.attributes.get("padding") as Tuple).items.map(Number), interpreter)),
  layer("Conv2d", signature("in_channels", "out_channels", "kernel_size", ["stride", 1n], ["padding", 0n], ["bias", true]), (self, [inputs, outputs, kernel, stride, padding, bias], interpreter) => {
    const [channels, filters] = [inputs!, outputs!].map((one) => asInteger(one, "nn.Conv2d")) as [number, number];
    const [side, by] = [oneNumber("nn.Conv2d", "kernel_size", kernel!, interpreter), oneNumber("nn.Conv2d", "stride", stride!, interpreter)];
    storeWeights(self, [filters, channels, side, side], { outputs: filters, fanIn: channels * side * side, bias: bias! }, interpreter);
    self.attributes.set("stride", BigInt(by));
    self.attributes.set("padding", BigInt(paddingOf("nn.Conv2d", padding!, { kernel: side, stride: by }, interpreter)));
  }, (self, x, interpreter) => convolved(x, nodeIn(self, "weight")!, nodeIn(self, "bias"), number(self, "stride"), number(self, "padding"), interpreter)),
  layer("ConvTranspose2d", signature("in_channels", "out_channels", "kernel_size", ["stride", 1n], ["padding", 0n], ["output_padding", 0n], ["bias", true]), (self, [inputs, outputs, kernel, stride, padding, extra, bias], interpreter) => {
    const [channels, filters] = [inputs!, outputs!].map((one) => asInteger(one, "nn.ConvTranspose2d")) as [number, number];
    const side = oneNumber("nn.ConvTranspose2d", "kernel_size", kernel!, interpreter);
    storeWeights(self, [channels, filters, side, side], { outputs: filters, fanIn: filters * side * side, bias: bias! }, interpreter);
    for (const [name, value] of [["stride", stride!], ["padding", padding!], ["output_padding", extra!]] as const) self.attributes.set(name, BigInt(oneNumber("nn.ConvTranspose2d", name, value, interpreter)));
  }, (self, x, interpreter) => convTransposed([x, nodeIn(self, "weight")!, nodeIn(self, "bias")], { stride: number(self, "stride"), padding: number(self, "padding"), extra: number(self, "output_padding") }, interpreter)),
  layer("Flatten", signature(["start_dim", 1n], ["end_dim", -1n]), (self, [start, end]) => {
    self.attributes.set("start_dim", start!);
    self.attributes.set("end_dim", end!);
  }, (self, x, interpreter) => {
    const [from, to] = ["start_dim", "end_dim"].map((name) => axisOf("nn.Flatten", number(self, name), x.shape.length)) as [number, number];
    return reshape(x, [...x.shape.slice(0, from), sizeOf(x.shape.slice(from, to + 1)), ...x.shape.slice(to + 1)], interpreter);
  }),
]);

