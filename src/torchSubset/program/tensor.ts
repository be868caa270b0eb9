/** Tensors as values of a program. An operation adds a node to the graph; nothing is computed. */
import { constantOf, shapeText, type DType, type Node, type Shape, type Stored } from "./graph";
import { amongOthers, refuseView, written } from "./views";
import { BoundMethod } from "../python/functions";
import { List, Tuple } from "../python/sequences";
import { asInteger, asNumber, PythonObject, Refusal, typeName, type Interpreter, type Value } from "../python/values";
import { constant, elementwise, leaf, made, matrixProduct, type Recorded, reshape, stored, transposed, withGradientOf } from "./nodes";
import { recorderOf } from "./recorder";
import { overwrite } from "./saved";
import { Scheduled } from "./schedule";
import { startOf } from "./starts";
import { assigned, indexed, isBasic, type Part } from "./indexing";
import { isSameView, moved, rootOf } from "./views";
import type { BinaryOperator, ComparisonOperator, UnaryOperator } from "../python/syntax";

/** The functions that are methods of tensors, too, by name: `functions/methods.ts` adds them. */
export const methods = new Map<string, PythonObject>();

/** The names of the methods that are written in Python: `library.ts` adds them. */
export const methodNames = new Set<string>();

/** A tensor. Operations in place replace its node. */
export class TensorValue extends PythonObject {
  readonly typeName = "Tensor";
  node: Node;
  constructor(node: Node) {
    super();
    this.node = node;
    share(this);
  }

  get shape(): Shape { return this.node.shape; }

  override getAttribute(name: string, interpreter: Interpreter): Value | undefined {
    const { shape } = this;
    switch (name) {
      case "shape": return sizeTuple(shape);
      case "ndim": return BigInt(shape.length);
      case "T": return new TensorValue(transposed(this.node, shape.map((_, i) => shape.length - 1 - i), interpreter));
      case "mT": return new TensorValue(transposed(this.node, shape.map((_, i) => (i < shape.length - 2 ? i : 2 * shape.length - 3 - i)), interpreter));
      case "data": return this.data(interpreter);
      case "dtype": return DTYPES[this.node.dtype];
      case "device": return "cpu";
      case "requires_grad": return this.node.hasGradient;
      default:
    }
    const method = methods.get(name) ?? recorderOf(interpreter).methods.get(name);
    return method && new BoundMethod(this, method);
  }
  /** Returns the same numbers without their gradient. */
  data(interpreter: Interpreter): TensorValue {
    return this.node.hasGradient ? new TensorValue({ ...made("stopGradient", [this.node], this.shape, { dtype: this.node.dtype }, interpreter), hasGradient: false }) : this;
  }
  override attributeNames(): Iterable<string> { return ["shape", "ndim", "T", "mT", "data", "dtype", ...methods.keys(), ...methodNames]; }
  override unary(operator: UnaryOperator, interpreter: Interpreter): Value | undefined {
    if (operator === "-") {
      if (this.node.dtype === "bool") throw refuseMask("neg");
      return new TensorValue(elementwise("neg", [this.node], interpreter));
    }
    if (operator === "~" && this.node.dtype === "bool") return new TensorValue(elementwise("logicalNot", [this.node], interpreter));
    return operator === "+" ? this : undefined;
  }
  override binary(operator: BinaryOperator, other: Value, isRight: boolean, interpreter: Interpreter): Value | undefined {
    if (!isOperand(other)) return undefined;
    const others = nodeOf(other, interpreter);
    const [left, right] = isRight ? [others, this.node] : [this.node, others];
    return new TensorValue(operated(operator, left, right, interpreter));
  }
  override update(operator: BinaryOperator, other: Value, interpreter: Interpreter): boolean {
    if (!isOperand(other)) return false;
    changeInPlace(this, operated(operator, this.node, nodeOf(other, interpreter), interpreter), interpreter);
    return true;
  }
  override compare(operator: ComparisonOperator, other: Value, isRight: boolean, interpreter: Interpreter): Value | undefined {
    const name = COMPARISONS[operator];
    if (name === undefined || !isOperand(other)) return undefined;
    const others = nodeOf(other, interpreter);
    const [left, right] = isRight ? [others, this.node] : [this.node, others];
    return new TensorValue({ ...elementwise(name, [left, right], interpreter), dtype: "bool", hasGradient: false });
  }
  override length(): number {
    const [first] = this.shape;
    if (first === undefined) throw new Refusal({ kind: "no-length", type: "A tensor with one number" });
    return first;
  }
  override get unknown(): string { return `Tensor ${shapeText(this.shape)}`; }
  override truth(): boolean { throw new Refusal({ kind: "unknown-values", type: this.unknown }); }
  override setAttribute(name: string, value: Value): void {
    if (name !== "requires_grad" || value !== true) throw new Refusal({ kind: "not-assignable", what: `Tensor.${name}` });
    if (!this.node.hasGradient) this.node = { ...this.node, hasGradient: true };
  }
  override *iterate(interpreter: Interpreter): Iterable<Value> {
    for (let i = 0; i < this.length(); i++) yield new TensorValue(amongOthers(indexed(this.node, [BigInt(i)], interpreter)));
  }
  override getItem(index: Value, interpreter: Interpreter): Value {
    const result = indexed(this.node, indexParts(index, interpreter), interpreter);
    return new TensorValue(result === this.node ? reshape(result, result.shape, interpreter) : result); // x[:] has no gradient within torch.no_grad()
  }
  override setItem(index: Value, value: Value, interpreter: Interpreter): void {
    const { node } = this;
    const parts = indexParts(index, interpreter);
    if (value instanceof TensorValue && value.node.inputs.length > 0 && isBasic(parts) && isSameView(value.node, indexed(node, parts, interpreter))) return; // x[i] += y has changed x
    changeInPlace(this, assigned(node, parts, nodeOf(value, interpreter), interpreter), interpreter);
  }
  override text(): string { return `tensor(${shapeText(this.shape)})`; }
  /** Its numbers are not known when a program is read. */
  override format(): string { return "?"; }
}

/** A buffer of known numbers, such as a mask. It is no part of a run's state. */
export class FixedBuffer extends TensorValue {}

/** A parameter or buffer. A change in place is its next value. */
export class StoredTensor extends TensorValue {
  readonly stored: Stored;
  constructor(of: Stored, interpreter: Recorded) {
    super(stored(of, interpreter));
    this.stored = of;
    of.span ??= interpreter.span;
  }
  /** It is changed: what follows uses its next value. */
  next(interpreter: Recorded): void {
    this.stored.version++;
    this.node = { ...stored(this.stored, interpreter), hasGradient: this.node.hasGradient };
    share(this);
  }
  /** A program may exclude a parameter from gradients for some time. */
  override setAttribute(name: string, value: Value): void {
    if (name !== "requires_grad" || typeof value !== "boolean" || !this.stored.trainable) throw new Refusal({ kind: "not-assignable", what: `Tensor.${name}` });
    if (this.node.hasGradient !== value) this.node = { ...this.node, hasGradient: value };
    share(this);
  }
  override data(): TensorValue { return new StoredData(this); }
}

/** The numbers of a parameter or buffer, which may be changed in place without torch.no_grad(). */
export class StoredData extends TensorValue {
  readonly of: StoredTensor;
  constructor(of: StoredTensor) {
    super({ ...of.node, hasGradient: false });
    this.of = of;
  }
}

/** The tensors that share the memory of a node. */
const sharing = new WeakMap<Node, TensorValue[]>();

function share(tensor: TensorValue): void {
  const root = rootOf(tensor.node);
  const those = sharing.get(root);
  if (those) those.push(tensor);
  else sharing.set(root, [tensor]);
}

const COMPARISONS: Readonly<Partial<Record<ComparisonOperator, string>>> = { "<": "less", "<=": "lessEqual", ">": "greater", ">=": "greaterEqual", "==": "equal", "!=": "notEqual" };

const OPERATIONS: Readonly<Partial<Record<BinaryOperator, string>>> = { "+": "add", "-": "sub", "*": "mul", "/": "div", "//": "floorDiv", "%": "mod", "&": "logicalAnd", "|": "logicalOr" };

/** The text of each type. */
const DTYPES: Readonly<Record<DType, string>> = { float: "torch.float32", int: "torch.int64", bool: "torch.bool" };

const isOperand = (value: Value): boolean => value instanceof TensorValue || value instanceof Scheduled || typeof value === "number" || typeof value === "bigint" || typeof value === "boolean";

export const sizeTuple = (shape: Shape): Tuple => new Tuple(shape.map(BigInt));

const refuseMask = (callee: "neg" | "sub") =>
  new Refusal({ kind: "value", callee, reason: `It takes no mask: write ~mask for the opposite one, or mask.float() for numbers. (${callee === "neg" ? "Negation" : "Subtraction"}, the \`-\` operator, with a bool tensor is not supported)` });

function operated(operator: BinaryOperator, left: Node, right: Node, interpreter: Interpreter): Node {
  if (operator === "@") return matrixProduct(left, right, interpreter);
  if (operator === "**") return power(left, right, interpreter);
  const name = OPERATIONS[operator];
  const isBitwise = (operator === "&" || operator === "|") && (left.dtype !== "bool" || right.dtype !== "bool");
  if (operator === "-" && (left.dtype === "bool" || right.dtype === "bool")) throw refuseMask("sub");
  if (isBitwise) throw new Refusal({ kind: "unsupported", what: `${operator} of other tensors than bools` });
  if (name === undefined) throw new Refusal({ kind: "operator", operator, left: `Tensor ${shapeText(left.shape)}`, right: `Tensor ${shapeText(right.shape)}` });
  return elementwise(name, [left, right], interpreter);
}

function power(base: Node, exponent: Node, interpreter: Interpreter): Node {
  const by = constantOf(exponent);
  if (by === 2) return elementwise("square", [base], interpreter);
  if (by === 1) return made("identity", [base], base.shape, { dtype: base.dtype }, interpreter);
  if (by === 0.5) return elementwise("sqrt", [base], interpreter);
  return elementwise("pow", [base, exponent], interpreter);
}

/** Replaces a tensor's values, and those of all tensors that share its memory. Those of a parameter or buffer are recorded. */
export function changeInPlace(tensor: TensorValue, by: Node, interpreter: Recorded): void {
  const { shape, node } = tensor;
  if (shape.length !== by.shape.length || shape.some((length, i) => length !== by.shape[i])) {
    throw new Refusal({ kind: "value", callee: "in place", reason: `A tensor ${shapeText(shape)} cannot take ${shapeText(by.shape)}.` });
  }
  if (node.dtype !== "float" && by.dtype === "float") {
    throw new Refusal({ kind: "value", callee: "in place", reason: `A tensor of ${node.dtype === "int" ? "integers" : "bools"} cannot take floats. (result type Float can't be cast to the desired output type)` });
  }
  const root = rootOf(node);
  refuseView(node, root, interpreter);
  const those = sharing.get(root) ?? [tensor];
  interpreter.count(those.length);
  if (those.some((one) => one instanceof FixedBuffer)) throw new Refusal({ kind: "unsupported", what: "a change of a buffer whose first numbers differ" });
  const owner = those.find((one) => one instanceof StoredTensor || one instanceof StoredData);
  const changed = written(node, root, by, interpreter);
  const value = root.hasGradient && !owner && !recorderOf(interpreter).gradients ? withGradientOf(root, changed, interpreter) : changed;
  let next: Node;
  if (owner) next = changeStored(owner instanceof StoredData ? owner.of : owner as StoredTensor, value, owner instanceof StoredData, interpreter);
  else next = rootOf(value) !== value || sharing.has(value) ? made("identity", [value], value.shape, { dtype: value.dtype }, interpreter) : value;
  if (!owner) overwrite(root, interpreter.span);
  for (const one of those) if (!(one instanceof StoredTensor)) one.node = moved(one.node, root, next);
  const to = rootOf(next);
  sharing.set(to, [...new Set([...sharing.get(to) ?? [], ...those])]);
}

/** Records the next values of a parameter or buffer. Returns its node. */
function changeStored(tensor: StoredTensor, by: Node, isData: boolean, interpreter: Recorded): Node {
  const recorder = recorderOf(interpreter);
  if (tensor.stored.trainable && recorder.gradients && !isData) {
    throw new Refusal({ kind: "value", callee: "in place", reason: "A parameter is changed in place within torch.no_grad() only. (a leaf Variable that requires grad is being used in an in-place operation.)" });
  }
  const value = tensor.stored.trainable ? by : copyInBuffer(by, recorder.gradients && !isData, interpreter);
  if (tensor.stored.trainable && recorder.batches === 0) tensor.stored.start = startOf(value, "in place");
  else recorder.changes.push({ stored: tensor.stored, value, after: recorder.updates.length });
  if (tensor.stored.trainable) tensor.next(interpreter);
  else {
    tensor.node = value; // until the next update, which begins with the stored value
    recorder.changed.add(tensor);
  }
  return isData ? { ...tensor.node, hasGradient: false } : tensor.node;
}

/** Returns the numbers that a change in place gives a buffer: it shares no memory with the tensor that has them, and the gradient only where changes are recorded. */
function copyInBuffer(by: Node, isRecorded: boolean, interpreter: Recorded): Node {
  if (rootOf(by) === by && !sharing.has(by) && (isRecorded || !by.hasGradient)) return by;
  const copy = made("identity", [by], by.shape, { dtype: by.dtype }, interpreter);
  return { ...copy, hasGradient: copy.hasGradient && isRecorded };
}

/** Returns the value of an argument as a node: a tensor, or a number. */
export function nodeOf(value: Value, interpreter: Recorded, callee = "Tensor"): Node {
  if (value instanceof TensorValue) return value.node;
  if (typeof value === "bigint" || typeof value === "boolean") return constant(Number(value), interpreter, typeof value === "boolean" ? "bool" : "int");
  if (value instanceof Scheduled) return leaf({ kind: "constant", values: Float32Array.of(Number(value.now)), schedule: (step) => Number(value.at(step)) }, [], typeof value.now === "number" ? "float" : typeof value.now === "bigint" ? "int" : "bool", interpreter);
  return constant(asNumber(value, callee), interpreter);
}

/** Returns the parts of an index, with tensors and lists as nodes. A list of bools is a mask. */
function indexParts(index: Value, interpreter: Recorded): Part[] {
  return (index instanceof Tuple ? index.items : [index]).map((part) => {
    if (part instanceof TensorValue) return part.node;
    if (typeof part === "boolean") throw new Refusal({ kind: "unsupported", what: "x[bool]" });
    if (!(part instanceof List)) return part;
    interpreter.count(part.items.length);
    const bools = part.items.filter((one) => typeof one === "boolean").length;
    if (bools > 0 && bools < part.items.length) throw new Refusal({ kind: "unsupported", what: "x[list] with ints and bools" });
    const values = Float32Array.from(part.items, (one) => asInteger(one, "[ ]"));
    return leaf({ kind: "constant", values }, [values.length], bools > 0 ? "bool" : "int", interpreter);
  });
}

/** Returns a shape from arguments: several ints, or one tuple or list of them. */
export function shapeFrom(callee: string, values: readonly Value[], interpreter: Interpreter): number[] {
  const [first] = values;
  const all = values.length === 1 && (first instanceof Tuple || first instanceof List) ? interpreter.list(first) : values;
  return all.map((value) => asInteger(value, callee));
}

/** Returns axes from an argument: an int, a tuple or list of them, or None for all. */
export function axesFrom(callee: string, value: Value, interpreter: Interpreter): number[] | null {
  if (value === null) return null;
  return value instanceof Tuple || value instanceof List ? interpreter.list(value).map((one) => asInteger(one, callee)) : [asInteger(value, callee)];
}

/** Returns an argument that must be a tensor. */
export function tensorFrom(callee: string, value: Value): Node {
  if (value instanceof TensorValue) return value.node;
  throw new Refusal({ kind: "value", callee, reason: `It needs a tensor, and gets ${typeName(value)}.` });
}
