/** Compares operations with PyTorch's results for its own sample inputs. `scripts/torch/opDb` writes the samples. */
import { keep, tensor, valueAndGrads, type Scalar, type Tensor } from "@tensorflow/tfjs-core";
import { ProgramInterpreter } from "../python/interpreter";
import { describe, PythonProblem } from "../python/problem";
import { parse } from "../python/parse";
import { Instance, List, PythonObject, Refusal, Tuple, type Value } from "../python/values";
import { sizeOf } from "../core/model/parameters";
import { tf } from "../engine/device/tf";
import { evaluate, unsupportedIn } from "./evaluate";
import type { Node, Shape } from "./graph";
import { addLibrary } from "./library";
import { storedIn } from "./modules";
import { record } from "./recorder";
import { leaf, StoredTensor, TensorValue } from "./tensor";
import { modulesOfTorch } from "./trace";

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

export type Outcome = { readonly kind: "passed" } | { readonly kind: "refused" | "wrong"; readonly reason: string };

const number = (value: number | string): number => (typeof value === "number" ? value : { nan: NaN, inf: Infinity, "-inf": -Infinity }[value] ?? NaN);

/** The weight of the i-th number of an output in the sum whose gradients are compared. */
export const weightOf = (i: number): number => (((i * 7919) % 13) - 5) / 6;

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
    const trained: { readonly tensor: StoredTensor; readonly values: Tensor }[] = [];
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
      trained.push({ tensor: one, values: tensor(numbers, [...shape]) });
      return new TensorValue(one.node);
    };
    let nodes: readonly Node[];
    try {
      const found = this.find(name);
      if (found === undefined) return { kind: "refused", reason: `There is no ${name}.` };
      const result = this.#interpreter.call(found, { positional: sample.args.map(valueOf), named: new Map(Object.entries(sample.named).map(([key, value]) => [key, valueOf(value)])) });
      nodes = tensorsIn(result);
    } catch (caught) {
      if (caught instanceof Refusal) return { kind: "refused", reason: describe(caught.problem) };
      if (caught instanceof PythonProblem) return { kind: "refused", reason: caught.message };
      throw caught;
    }
    const unsupported = unsupportedIn(nodes);
    if (unsupported) return { kind: "refused", reason: `${unsupported.operation} has no rule yet, so the program cannot be trained.` };
    if (nodes.length !== sample.outputs.length) return { kind: "wrong", reason: `${nodes.length} results instead of ${sample.outputs.length}` };
    return this.#compared(sample, nodes, trained);
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

  async #compared(sample: Sample, nodes: readonly Node[], trained: readonly { readonly tensor: StoredTensor; readonly values: Tensor }[]): Promise<Outcome> {
    const order = trained;
    let outputs: readonly Tensor[] = [];
    const sum = (...moving: Tensor[]): Scalar => {
      const values = new Map(order.map(({ tensor: one }, i) => [one.stored, moving[i]!]));
      outputs = evaluate(tf, nodes, (of) => {
        if (of.kind === "stored") return values.get(of.stored)!;
        throw new Error("A sample has neither draws nor data.");
      }).map(keep);
      const weighted = outputs.flatMap((one, i) => (nodes[i]!.hasGradient ? [tf.sum(tf.mul(one, tensor(Float32Array.from({ length: one.size }, (_, k) => weightOf(k)), one.shape)))] : []));
      return [...weighted, ...moving.map((one) => tf.mul(tf.sum(one), 0))].reduce<Tensor>((total, one) => tf.add(total, one), tf.scalar(0)) as Scalar; // all of them have a gradient
    };
    const gradients = order.length > 0 && nodes.some(({ hasGradient }) => hasGradient) ? valueAndGrads(sum)(order.map(({ values }) => values)).grads : (sum(...order.map(({ values }) => values)), []);
    for (const [i, expected] of sample.outputs.entries()) {
      const fault = await difference(outputs[i]!, expected, largestIn(sample.outputs));
      if (fault) return { kind: "wrong", reason: `result ${i}: ${fault}` };
    }
    for (const [i, expected] of sample.gradients.entries()) {
      const fault = expected && gradients[i] ? await difference(gradients[i], expected, largestIn(sample.gradients)) : expected && expected.values.some((one) => one !== 0) ? "no gradient" : null;
      if (fault) return { kind: "wrong", reason: `gradient ${i}: ${fault}` };
    }
    return { kind: "passed" };
  }
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
