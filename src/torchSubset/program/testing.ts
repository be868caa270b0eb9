/** Compares operations with PyTorch's results for its own sample inputs. `scripts/torch/opDb` writes the samples. */
import { keep, tensor, valueAndGrads, type Scalar, type Tensor } from "@tensorflow/tfjs-core";
import { ProgramInterpreter } from "../python/interpreter";
import { describe, PythonProblem } from "../python/problem";
import { parse } from "../python/parse";
import { Instance } from "../python/classes";
import { List, Tuple } from "../python/sequences";
import { PythonObject, Refusal, type Value } from "../python/values";
import { sizeOf } from "../../core/model/parameters";
import { tf } from "../../engine/device/tf";
import { evaluate, unsupportedIn } from "./evaluate";
import { shapeText, type Node, type Shape, type Stored } from "./graph";
import { addLibrary } from "./library";
import { storedIn } from "./modules";
import { record } from "./recorder";
import { leaf } from "./nodes";
import { StoredTensor, TensorValue } from "./tensor";
import { modulesOfTorch } from "./importable";
import { weightOf } from "./weights";

/** A tensor with its values; "nan", "inf" and "-inf" are texts. */
interface StoredNumbers {
  readonly shape: Shape;
  readonly values: readonly (number | string)[];
  readonly dtype: "float" | "int" | "bool";
  /** How much PyTorch's own result with float32 differs at most. */
  readonly rounding?: number;
}

/** An argument: a number is a float, and `{ int }` an int. */
type StoredValue =
  | null | boolean | number | string
  | { readonly int: number } | { readonly list: readonly StoredValue[] } | { readonly tuple: readonly StoredValue[] } | { readonly dtype: string }
  | { readonly tensor: StoredNumbers; readonly isTrained: boolean };

/** A call, and what PyTorch returns. */
export interface Sample {
  readonly args: readonly StoredValue[];
  readonly named: Readonly<Record<string, StoredValue>>;
  readonly outputs: readonly StoredNumbers[];
  /** The gradients of the weighted sum of the outputs, for each trained tensor of the arguments; null: it has none. */
  readonly gradients: readonly (StoredNumbers | null)[];
}

/** All samples of an operation, by PyTorch's name for it: "nn.functional.gelu". */
export interface Operation {
  readonly name: string;
  readonly samples: readonly Sample[];
}

/** A layer, its parameters and inputs, and what PyTorch returns, or the first of several results. */
export interface LayerSample {
  /** "nn.Linear(3, 2)" */
  readonly build: string;
  readonly parameters: Readonly<Record<string, StoredNumbers>>;
  readonly inputs: readonly StoredNumbers[];
  readonly output: StoredNumbers;
}

/** A program, its inputs and the numbers of its parameters, and what PyTorch returns. */
export interface ProgramSample {
  /** It uses the inputs by their names, and assigns a tuple of tensors to `result`. */
  readonly program: string;
  readonly inputs: Readonly<Record<string, { readonly tensor: StoredNumbers; readonly isTrained: boolean }>>;
  /** By their names: "layer1.weight". */
  readonly parameters: Readonly<Record<string, StoredNumbers>>;
  readonly outputs: readonly StoredNumbers[];
  /** The gradients of the weighted sum of the outputs, for each trained input and then for each parameter; null: it has none. */
  readonly gradients: readonly (StoredNumbers | null)[];
}

export type Outcome = { readonly kind: "passed" } | { readonly kind: "refused" | "wrong"; readonly reason: string };

const number = (value: number | string): number => (typeof value === "number" ? value : { nan: NaN, inf: Infinity, "-inf": -Infinity }[value] ?? NaN);

/** Executes calls of PyTorch's functions. */
export class Caller {
  readonly #interpreter: ProgramInterpreter;
  readonly #modules = modulesOfTorch();
  constructor() {
    this.#interpreter = new ProgramInterpreter({ modules: this.#modules });
    record(this.#interpreter);
    addLibrary(this.#interpreter, this.#modules);
  }

  /** Returns the function or method with this name; undefined if there is none. */
  find(name: string): Value | undefined {
    const [last = name, ...before] = name.split(".").toReversed();
    const module = this.#modules.get(["torch", ...before.toReversed()].join("."));
    const found = module?.attributes.get(last);
    if (found instanceof PythonObject || before.length > 0) return found;
    const operator = OPERATORS[name];
    if (operator) return new Operator(operator);
    const any = new TensorValue(leaf({ kind: "constant", values: Float32Array.of(0) }, [], "float", this.#interpreter));
    const isMethod = any.getAttribute(name, this.#interpreter) !== undefined;
    return isMethod ? new Method(name) : undefined;
  }

  /** Compares a call with PyTorch's. */
  async outcomeOf(name: string, sample: Sample): Promise<Outcome> {
    const trained: Trained[] = [];
    const valueOf = (of: StoredValue): Value => {
      if (of === null || typeof of !== "object") return of;
      if ("int" in of) return BigInt(of.int);
      if ("list" in of) return new List(of.list.map(valueOf));
      if ("tuple" in of) return new Tuple(of.tuple.map(valueOf));
      if ("dtype" in of) return of.dtype;
      const { shape, values, dtype } = of.tensor;
      const numbers = Float32Array.from(values, number);
      if (!of.isTrained) return new TensorValue(leaf({ kind: "constant", values: numbers }, shape, dtype, this.#interpreter));
      const one = new StoredTensor({ name: "", shape, start: { kind: "constant", value: 0 }, trainable: true, version: 0 }, this.#interpreter);
      trained.push({ stored: one.stored, values: tensor(numbers, [...shape]) });
      return new TensorValue(one.node);
    };
    const nodes = nodesOf(() => {
      const found = this.find(name);
      if (found === undefined) throw new Refusal({ kind: "value", callee: name, reason: `There is no ${name}.` });
      return this.#interpreter.call(found, { positional: sample.args.map(valueOf), named: new Map(Object.entries(sample.named).map(([key, value]) => [key, valueOf(value)])) });
    });
    return "kind" in nodes ? nodes : compared(sample, nodes, trained);
  }

  /** Compares a layer with PyTorch's. */
  async outcomeOfLayer({ build, parameters, inputs, output }: LayerSample): Promise<Outcome> {
    const { values } = this.#interpreter.globals;
    inputs.forEach(({ shape, values: numbers }, i) => values.set(`x${i}`, new TensorValue(leaf({ kind: "constant", values: Float32Array.from(numbers, number) }, shape, "float", this.#interpreter))));
    this.#interpreter.run(parse(`import torch\nfrom torch import nn\nlayer = ${build}\nresult = layer(${inputs.map((_, i) => `x${i}`).join(", ")})`));
    const layer = values.get("layer");
    const names = new Map(layer instanceof Instance ? storedIn(layer).map(([name, { stored }]) => [stored, name]) : []);
    const [node] = tensorsIn(values.get("result")!);
    const [result] = evaluate(tf, [node!], (of) => {
      const given = of.kind === "stored" ? parameters[names.get(of.stored) ?? ""] : undefined;
      if (!given) throw new Error(`${build} has another parameter than PyTorch's.`);
      return tensor(Float32Array.from(given.values, number), [...given.shape]);
    });
    const fault = await difference(result!, output, largestIn([output]));
    return fault ? { kind: "wrong", reason: fault } : { kind: "passed" };
  }
}

/** A trained tensor of a sample with its values. */
interface Trained {
  readonly stored: Stored;
  readonly values: Tensor;
}

/** Returns the tensors of a result, or the refusal of what should make it. */
function nodesOf(work: () => Value): readonly Node[] | Outcome {
  let nodes: readonly Node[];
  try {
    nodes = tensorsIn(work());
  } catch (caught) {
    if (caught instanceof Refusal) return { kind: "refused", reason: describe(caught.problem) };
    if (caught instanceof PythonProblem) return { kind: "refused", reason: caught.message };
    throw caught;
  }
  const unsupported = unsupportedIn(nodes);
  return unsupported ? { kind: "refused", reason: `${unsupported.operation} has no supported gradient yet, so the program cannot be trained.` } : nodes;
}

/** Executes a program, and compares its result and its gradients with PyTorch's. */
export async function outcomeOfProgram(sample: ProgramSample): Promise<Outcome> {
  const modules = modulesOfTorch();
  const interpreter = new ProgramInterpreter({ modules });
  const { changes } = record(interpreter);
  addLibrary(interpreter, modules);
  const { values } = interpreter.globals;
  const trained: Trained[] = [];
  const given: Tensor[] = [];
  const tensorOf = ({ values: numbers, shape }: StoredNumbers) => tensor(Float32Array.from(numbers, number), [...shape]);
  for (const [name, { tensor: of, isTrained }] of Object.entries(sample.inputs)) {
    if (isTrained) {
      const one = new StoredTensor({ name, shape: of.shape, start: { kind: "constant", value: 0 }, trainable: true, version: 0 }, interpreter);
      trained.push({ stored: one.stored, values: tensorOf(of) });
      values.set(name, one);
    } else {
      values.set(name, new TensorValue(leaf({ kind: "batch", of: "images", index: given.length }, of.shape, of.dtype, interpreter)));
      given.push(tensorOf(of));
    }
  }
  const nodes = nodesOf(() => {
    interpreter.run(parse(sample.program));
    return values.get("result") ?? null;
  });
  if ("kind" in nodes) return nodes;
  if (changes.some(({ stored: { trainable } }) => trainable)) return { kind: "refused", reason: "It changes a parameter, which a program of the page can do after an update only." };
  const stored = [...values].flatMap(([name, value]): readonly (readonly [string, Stored])[] =>
    (name in sample.inputs ? [] : value instanceof StoredTensor ? [[name, value.stored]] : value instanceof Instance && value.attributes.has("training") ? storedIn(value, `${name}.`).map(([path, one]) => [path, one.stored]) : []));
  const byName = new Map(stored);
  for (const [name, of] of Object.entries(sample.parameters)) {
    const one = byName.get(name);
    if (!one || one.shape.join() !== of.shape.join()) return { kind: "wrong", reason: `The parameter ${name} is ${one ? shapeText(one.shape) : "missing"}, and PyTorch's is ${shapeText(of.shape)}.` };
    trained.push({ stored: one, values: tensorOf(of) });
  }
  return compared(sample, nodes, trained, given);
}

/** Compares the values of nodes, and the gradients of their weighted sum, with PyTorch's. `given`: the inputs without gradients. */
async function compared({ outputs: wanted, gradients: slopes }: Pick<Sample, "outputs" | "gradients">, nodes: readonly Node[], trained: readonly Trained[], given: readonly Tensor[] = []): Promise<Outcome> {
  if (nodes.length !== wanted.length) return { kind: "wrong", reason: `${nodes.length} results instead of ${wanted.length}` };
  let outputs: readonly Tensor[] = [];
  const sum = (...moving: Tensor[]): Scalar => {
    const values = new Map(trained.map(({ stored }, i) => [stored, moving[i]!]));
    outputs = evaluate(tf, nodes, (of, { shape }) => {
      if (of.kind === "batch") return given[of.index]!;
      if (of.kind === "draw" && of.draw.kind === "dropout" && of.draw.rate === 0) return tensor(new Float32Array(sizeOf(shape)).fill(1), [...shape]);
      if (of.kind !== "stored") throw new Error("A sample has no draws.");
      const { stored: { start } } = of;
      return values.get(of.stored) ?? tensor(new Float32Array(sizeOf(shape)).fill(start.kind === "constant" ? start.value : NaN), [...shape]);
    }).map(keep);
    const weighted = outputs.flatMap((one, i) => (nodes[i]!.hasGradient ? [tf.sum(tf.mul(one, tensor(Float32Array.from({ length: one.size }, (_, k) => weightOf(k)), one.shape)))] : []));
    return [...weighted, ...moving.map((one) => tf.mul(tf.sum(one), 0))].reduce<Tensor>((total, one) => tf.add(total, one), tf.scalar(0)) as Scalar; // all of them have a gradient
  };
  const start = trained.map(({ values }) => values);
  const gradients = trained.length > 0 && nodes.some(({ hasGradient }) => hasGradient) ? valueAndGrads(sum)(start).grads : (sum(...start), []);
  for (const [i, expected] of wanted.entries()) {
    const fault = await difference(outputs[i]!, expected, largestIn(wanted));
    if (fault) return { kind: "wrong", reason: `result ${i}: ${fault}` };
  }
  for (const [i, expected] of slopes.entries()) {
    const fault = expected && gradients[i] ? await difference(gradients[i], expected, largestIn(slopes)) : expected && expected.values.some((one) => one !== 0) ? "no gradient" : null;
    if (fault) return { kind: "wrong", reason: `gradient ${i}: ${fault}` };
  }
  return { kind: "passed" };
}

/** Smaller results are differences of larger numbers, whose rounding shows. */
const SMALL = 0.1;
/** The number of roundings of PyTorch that are tolerated: TensorFlow.js computes in another order. */
const ROUNDINGS = 4;

const largestIn = (tensors: readonly (StoredNumbers | null)[]): number =>
  tensors.flatMap((one) => one?.values ?? []).map(number).reduce((most, one) => (Number.isFinite(one) ? Math.max(most, Math.abs(one)) : most), SMALL);

/** Returns how a tensor differs from the expected one by more than 1e-5 of the largest result or gradient, or than rounding; null if it does not. */
async function difference(actual: Tensor, { shape, values, rounding = 0 }: StoredNumbers, largest: number): Promise<string | null> {
  if (actual.shape.join() !== shape.join()) return `[${actual.shape.join()}] instead of [${shape.join()}]`;
  const expected = values.map(number);
  const numbers = sizeOf(shape) === 0 ? [] : [...await actual.data()];
  const at = expected.findIndex((one, i) => !(Object.is(one, numbers[i]) || one === numbers[i] || (Number.isNaN(one) && Number.isNaN(numbers[i])) || Math.abs(one - numbers[i]!) <= Math.max(1e-5 * largest, ROUNDINGS * rounding)));
  return at < 0 ? null : `${numbers[at]} instead of ${expected[at]} at ${at}, of at most ${largest}`;
}

/** Returns the tensors of a result in their order. */
const tensorsIn = (value: Value): readonly Node[] =>
  (value instanceof TensorValue ? [value.node] : value instanceof Tuple || value instanceof List ? value.items.flatMap(tensorsIn) : []);

const OPERATORS: Readonly<Record<string, string>> = { __radd__: "+", __rmul__: "*", __rsub__: "-", __rdiv__: "/", __rpow__: "**", __rmod__: "%", __rmatmul__: "@", __getitem__: "[]" };

/** An operator as a function: its second argument is the left operand. */
class Operator extends PythonObject {
  readonly typeName = "operator";
  readonly #name: string;
  constructor(name: string) {
    super();
    this.#name = name;
  }
  override call({ positional: [self, other] }: Parameters<NonNullable<PythonObject["call"]>>[0], interpreter: Parameters<NonNullable<PythonObject["call"]>>[1]): Value {
    if (!(self instanceof TensorValue)) throw new Refusal({ kind: "unsupported", what: this.#name });
    if (this.#name === "[]") return self.getItem(other!, interpreter);
    const result = self.binary(this.#name as "+", other!, true, interpreter);
    if (result === undefined) throw new Refusal({ kind: "unsupported", what: this.#name });
    return result;
  }
}

/** A method as a function. */
class Method extends PythonObject {
  readonly typeName = "method";
  readonly #name: string;
  constructor(name: string) {
    super();
    this.#name = name;
  }
  override call({ positional: [self, ...rest], named }: Parameters<NonNullable<PythonObject["call"]>>[0], interpreter: Parameters<NonNullable<PythonObject["call"]>>[1]): Value {
    const method = interpreter.attribute(self!, this.#name);
    return method instanceof TensorValue ? method : interpreter.call(method, { positional: rest, named });
  }
}
