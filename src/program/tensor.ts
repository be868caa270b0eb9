/** Tensors as values of a program. An operation adds a node to the graph; nothing is computed. */
import { constantOf, shapeText, type DType, type Node, type Shape, type Stored } from "./graph";
import { knownNumbers } from "./known";
import { BoundMethod } from "../python/functions";
import { ELLIPSIS, List, Slice, Tuple } from "../python/sequences";
import { asInteger, asNumber, PythonObject, Refusal, typeName, type Interpreter, type Value } from "../python/values";
import { sizeOf } from "../core/model/parameters";
import { atSlice, constant, detached, elementwise, fromTheFront, gatherRows, leaf, made, matrixProduct, numbered, refuseSize, type Recorded, reshape, sliced, stored, transposed, withGradientOf } from "./nodes";
import { recorderOf } from "./recorder";
import { overwrite } from "./saved";
import { Scheduled } from "./schedule";
import { startOf } from "./starts";
import { isSameView, moved, rootOf } from "./views";
import type { BinaryOperator, ComparisonOperator, UnaryOperator } from "../python/syntax";

/** The functions that are methods of tensors, too, by name: `functions/methods.ts` adds them. */
export const methods = new Map<string, PythonObject>();

/** The names of the methods that are written in Python: `library.ts` adds them. */
export const methodNames = new Set<string>();

/**
 * The rows of all images or labels that an index chooses, if it is one of a few that can be trained with, and a random order of all images; otherwise
 * null. `data.ts` sets both.
 */
export const datasetRows: { of: (node: Node, index: Node, interpreter: Recorded) => Node | null; order: (count: number, interpreter: Recorded) => Node | null } =
  { of: () => null, order: () => null };

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
    for (let i = 0; i < this.length(); i++) yield new TensorValue(amongOthers(indexed(this.node, BigInt(i), interpreter)));
  }
  override getItem(index: Value, interpreter: Interpreter): Value {
    const result = indexed(this.node, index, interpreter);
    return new TensorValue(result === this.node ? reshape(result, result.shape, interpreter) : result); // x[:] has no gradient within torch.no_grad()
  }
  override setItem(index: Value, value: Value, interpreter: Interpreter): void {
    const { node } = this;
    if (value instanceof TensorValue && value.node.inputs.length > 0 && isBasic(index) && isSameView(value.node, indexed(node, index, interpreter))) return; // x[i] += y has changed x
    const given = nodeOf(value, interpreter);
    const parts = index instanceof Tuple ? index.items : [index];
    if (parts.some((part) => part instanceof TensorValue && part.node.dtype === "int")) {
      changeInPlace(this, placedAt(node, parts, given, interpreter), interpreter);
      return;
    }
    const isMask = index instanceof TensorValue;
    if (isMask && (index.node.dtype !== "bool" || given.shape.length > 0)) throw new Refusal({ kind: "unsupported", what: "x[tensor] = value with other than a mask and one number", instead: "write torch.where(mask, value, x)" });
    const places = isMask ? index : withoutEllipsis(index, node.shape.length);
    const chosen = isMask ? index.node : maskOf(node.shape, places, interpreter);
    const kept = elementwise("mul", [node, elementwise("logicalNot", [chosen], interpreter)], interpreter);
    const placed = elementwise("mul", [isMask ? given : atIndex(given, node.shape, places, interpreter), chosen], interpreter);
    changeInPlace(this, { ...elementwise("add", [kept, placed], interpreter), dtype: node.dtype }, interpreter);
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

/** Returns a view that a function returns among others. */
export const amongOthers = (node: Node): Node => ({ ...node, options: { ...node.options, several: true } });

/** Returns a copy that is a view in PyTorch. */
export const copyOfView = (node: Node): Node => ({ ...node, options: { ...node.options, copied: true } });

/** Refuses a change in place of a view that a function returned among others, as PyTorch does, and of a copy that is a view in PyTorch. */
function refuseView(node: Node, root: Node, interpreter: Recorded): void {
  if (root.options["copied"] === true) throw new Refusal({ kind: "unsupported", what: "a change in place of a diagonal", instead: "compute a new tensor" });
  if (!node.hasGradient || !recorderOf(interpreter).gradients) return;
  for (let view = node; view !== root; view = view.inputs[0]!) {
    if (view.options["several"] === true) throw new Refusal({ kind: "value", callee: "in place", reason: "A part that chunk(), split(), unbind() or a loop over a tensor gives is not changed in place: compute a new tensor, as in x = x * 2. (This view is the output of a function that returns multiple views. Such functions do not allow the output views to be modified inplace.)" });
  }
}

/** Records the next values of a parameter or buffer. Returns its node. */
function changeStored(tensor: StoredTensor, by: Node, isData: boolean, interpreter: Recorded): Node {
  const recorder = recorderOf(interpreter);
  if (tensor.stored.trainable && recorder.gradients && !isData) {
    throw new Refusal({ kind: "value", callee: "in place", reason: "A parameter is changed in place within torch.no_grad() only. (a leaf Variable that requires grad is being used in an in-place operation.)" });
  }
  if (tensor.stored.trainable && recorder.batches === 0) tensor.stored.start = startOf(by);
  else recorder.changes.push({ stored: tensor.stored, value: by, after: recorder.updates.length });
  if (tensor.stored.trainable) tensor.next(interpreter);
  else {
    tensor.node = by; // until the next update, which begins with the stored value
    recorder.changed.add(tensor);
  }
  return isData ? { ...tensor.node, hasGradient: false } : tensor.node;
}

/** Returns the next value of the memory that a view shares: what the view shows is `by`. */
function written(view: Node, root: Node, by: Node, interpreter: Recorded): Node {
  if (view === root) return by;
  const { operation, options } = view;
  const [of] = view.inputs as [Node];
  switch (operation) {
    case "reshape": return written(of, root, reshape(by, of.shape, interpreter), interpreter);
    case "transpose": {
      const order = options["order"] as Shape;
      return written(of, root, transposed(by, order.map((_, axis) => order.indexOf(axis)), interpreter), interpreter);
    }
    case "slice": {
      const [axis, from, step] = [Number(options["axis"]), Number(options["from"]), Number(options["step"])];
      const length = of.shape[axis]!;
      const isChosen = Float32Array.from({ length }, (_, i) => Number(i >= from && (i - from) % step === 0 && (i - from) / step < view.shape[axis]!));
      const chosen = leaf({ kind: "constant", values: isChosen }, of.shape.flatMap((_, i) => (i < axis ? [] : [i === axis ? length : 1])), "bool", interpreter);
      const kept = elementwise("mul", [of, elementwise("logicalNot", [chosen], interpreter)], interpreter);
      return written(of, root, { ...elementwise("add", [kept, atSlice(by, axis, from, step, length, interpreter)], interpreter), dtype: of.dtype }, interpreter);
    }
    case "stopGradient":
      if (by.hasGradient) throw new Refusal({ kind: "unsupported", what: "a change in place of a detached tensor by one that has a gradient" });
      return written(of, root, elementwise("add", [of, detached(elementwise("sub", [by, of], interpreter), interpreter)], interpreter), interpreter);
    default: throw new Refusal({ kind: "value", callee: "in place", reason: "An expanded tensor has one element at several places: clone it first. (unsupported operation: more than one element of the written-to tensor refers to a single memory location.)" });
  }
}

/** Returns whether an index consists of ints, slices, None and "...": x[index] shares the memory of x. */
const isBasic = (index: Value): boolean => (index instanceof Tuple ? index.items : [index]).every((part) => typeof part === "bigint" || part instanceof Slice || part === null || part === ELLIPSIS);

/** Returns the value of an argument as a node: a tensor, or a number. */
export function nodeOf(value: Value, interpreter: Recorded, callee = "Tensor"): Node {
  if (value instanceof TensorValue) return value.node;
  if (typeof value === "bigint" || typeof value === "boolean") return constant(Number(value), interpreter, typeof value === "boolean" ? "bool" : "int");
  if (value instanceof Scheduled) return leaf({ kind: "constant", values: Float32Array.of(Number(value.now)), schedule: (step) => Number(value.at(step)) }, [], typeof value.now === "number" ? "float" : typeof value.now === "bigint" ? "int" : "bool", interpreter);
  return constant(asNumber(value, callee), interpreter);
}

/** Returns x[index] (PyTorch's basic indexing, one int tensor, or a bool tensor that is known). */
function indexed(node: Node, index: Value, interpreter: Interpreter): Node {
  const parts = index instanceof Tuple ? index.items : [index];
  const taken = parts.filter((part) => part !== null && part !== ELLIPSIS).length;
  const { from, until } = placesOfTensors(parts);
  let result = node;
  let axis = 0;
  for (const [place, part] of parts.entries()) {
    if (until - from > 1 && place >= from && place < until) {
      if (place > from) continue;
      const indices = parts.slice(from, until).map((one, i) => placesIn(one, result.shape[axis + i], interpreter));
      const merged = reshape(result, [...result.shape.slice(0, axis), sizeOf(result.shape.slice(axis, axis + indices.length)), ...result.shape.slice(axis + indices.length)], interpreter);
      const at = indices.reduce((before, one, i) => elementwise("add", [elementwise("mul", [before, constant(result.shape[axis + i]!, interpreter, "int")], interpreter), one], interpreter));
      result = gatherRows(merged, at, axis, interpreter);
      axis += at.shape.length;
    } else if (part === ELLIPSIS) axis += node.shape.length - taken;
    else if (part === null) {
      result = reshape(result, [...result.shape.slice(0, axis), 1, ...result.shape.slice(axis)], interpreter);
      axis++;
    } else if (axis >= result.shape.length) {
      throw new Refusal({ kind: "value", callee: "[ ]", reason: `${shapeText(node.shape)} has ${node.shape.length} dimensions. (too many indices for tensor of dimension ${node.shape.length})` });
    } else if (part instanceof Slice) {
      const at = part.indices(result.shape[axis]!);
      const step = at.length > 1 ? at[1]! - at[0]! : 1;
      if (step < 0) throw new Refusal({ kind: "value", callee: "[ ]", reason: "A tensor has no negative step. (step must be greater than zero)" });
      if (at.length !== result.shape[axis]) result = sliced(result, axis, at[0] ?? 0, at.length, step, interpreter);
      axis++;
    } else if (part instanceof List || part instanceof TensorValue) {
      const chosen = part instanceof TensorValue && axis === 0 ? datasetRows.of(result, part.node, interpreter) : null;
      if (chosen) {
        result = chosen;
        axis++;
        continue;
      }
      const rows = part instanceof TensorValue && part.node.dtype === "bool" ? truePlaces(part.node, interpreter) : placesIn(part, result.shape[axis], interpreter);
      result = gatherRows(result, rows, axis, interpreter);
      axis += rows.shape.length;
    } else {
      const length = result.shape[axis]!;
      const at = asInteger(part, "[ ]");
      if (at < -length || at >= length) throw new Refusal({ kind: "bad-index", index: String(at), length });
      const { shape } = result;
      result = reshape(sliced(result, axis, at < 0 ? at + length : at, 1, 1, interpreter), [...shape.slice(0, axis), ...shape.slice(axis + 1)], interpreter);
    }
  }
  return result;
}

const isTensorIndex = (part: Value): boolean => part instanceof TensorValue || part instanceof List;

/** Returns which parts of an index are tensors, lists, and ints among them: PyTorch takes these together. They are next to each other. */
function placesOfTensors(parts: readonly Value[]): { readonly from: number; readonly until: number } {
  if (!parts.some(isTensorIndex)) return { from: 0, until: 0 };
  const isChoice = (part: Value): boolean => isTensorIndex(part) || typeof part === "bigint";
  const from = parts.findIndex(isChoice);
  const until = parts.findLastIndex(isChoice) + 1;
  if (!parts.slice(from, until).every(isChoice)) throw new Refusal({ kind: "unsupported", what: "x[i, :, j] with tensors", instead: "index one dimension after the other" });
  return { from, until };
}

/** Returns a part of an index as places of a dimension, counted from its front. */
function placesIn(part: Value, length: number | undefined, interpreter: Recorded): Node {
  if (length === undefined) throw new Refusal({ kind: "value", callee: "[ ]", reason: "The index has more parts than the tensor dimensions. (too many indices for tensor)" });
  const node = part instanceof List
    ? leaf({ kind: "constant", values: Float32Array.from(part.items, (one) => asInteger(one, "[ ]")) }, [part.items.length], "int", interpreter)
    : nodeOf(part, interpreter, "[ ]");
  if (node.dtype !== "int") throw new Refusal({ kind: "unsupported", what: "masks among other tensors of an index" });
  return fromTheFront(node, length, interpreter);
}

/** Returns the places at which a mask of one dimension is true, which must be known before training. */
function truePlaces(mask: Node, interpreter: Recorded): Node {
  const numbers = mask.shape.length === 1 ? knownNumbers(mask) : null;
  if (!numbers) throw new Refusal({ kind: "unsupported", what: "x[mask], whose number of elements is not known before training", instead: "multiply by the mask, or write torch.where(mask, x + 1, x) for x[mask] += 1" });
  const places = Float32Array.from([...numbers.keys()].filter((i) => numbers[i] !== 0));
  return leaf({ kind: "constant", values: places }, [places.length], "int", interpreter);
}

/** Returns an index with slices in place of "...". */
function withoutEllipsis(index: Value, rank: number): Value {
  const parts = index instanceof Tuple ? index.items : [index];
  const at = parts.indexOf(ELLIPSIS);
  if (at < 0) return index;
  const all = Array.from({ length: Math.max(0, rank - parts.length + 1) }, () => new Slice(null, null, null));
  return new Tuple([...parts.slice(0, at), ...all, ...parts.slice(at + 1)]);
}

/** Returns x after x[i, j] = value, where the index consists of ints and int tensors, one for each dimension. */
function placedAt(x: Node, parts: readonly Value[], value: Node, interpreter: Recorded): Node {
  const isComplete = parts.length === x.shape.length && parts.every((part) => typeof part === "bigint" || (part instanceof TensorValue && part.node.dtype === "int"));
  if (!isComplete) throw new Refusal({ kind: "unsupported", what: "x[:, tensor] = value", instead: "use x.scatter(dim, index, value), F.one_hot or torch.where" });
  const size = sizeOf(x.shape);
  const at = parts.map((part, axis) => placesIn(part, x.shape[axis], interpreter)).reduce((before, one, axis) =>
    elementwise("add", [elementwise("mul", [before, constant(x.shape[axis]!, interpreter, "int")], interpreter), one], interpreter), constant(0, interpreter, "int"));
  const count = sizeOf(at.shape);
  refuseSize([count, size]);
  const flat = reshape(at, [count], interpreter);
  const scattered = (numbers: Node): Node => reshape(made("scatter", [flat, numbers], [size], { options: { axis: 0 } }, interpreter), x.shape, interpreter);
  const ones = numbered([count], () => 1, "float", interpreter);
  const chosen: Node = { ...elementwise("greater", [scattered(ones), constant(0, interpreter)], interpreter), hasGradient: false };
  const spread = (): Node => reshape(elementwise("add", [value, numbered(at.shape, () => 0, value.dtype, interpreter)], interpreter), [count], interpreter);
  const placed = sizeOf(value.shape) === 1 ? elementwise("mul", [reshape(value, [], interpreter), chosen], interpreter) : scattered(spread());
  return { ...elementwise("add", [elementwise("mul", [x, elementwise("logicalNot", [chosen], interpreter)], interpreter), placed], interpreter), dtype: x.dtype };
}

/** Returns the value of x[index] = value at its place: what is broadcast to x has the value at the places of the index, which consists of ints and slices. */
function atIndex(value: Node, shape: Shape, index: Value, interpreter: Recorded): Node {
  const parts = index instanceof Tuple ? index.items : [index];
  const kept = [...shape.keys()].filter((axis) => parts[axis] === undefined || parts[axis] instanceof Slice); // an int is no axis of x[index]
  const region = kept.map((axis) => {
    const part = parts[axis];
    return part instanceof Slice ? part.indices(shape[axis]!).length : shape[axis]!;
  });
  const given = value.shape.slice(value.shape.findIndex((length, i) => length !== 1 || value.shape.length - i <= region.length));
  const lengthAt = (axis: number) => given[given.length - kept.length + kept.indexOf(axis)] ?? 1;
  const fits = given.length <= region.length && given.every((length, i) => length === 1 || length === region[region.length - given.length + i]);
  if (!fits) throw new Refusal({ kind: "value", callee: "[ ]", reason: `x[i] is ${shapeText(region)}, and the value ${shapeText(given)}. (shape mismatch: value tensor of shape ${shapeText(given)} cannot be broadcast to indexing result of shape ${shapeText(region)})` });
  const spread = reshape(value, shape.map((_, axis) => (kept.includes(axis) ? lengthAt(axis) : 1)), interpreter);
  const amounts = shape.flatMap((length, axis) => {
    const part = parts[axis];
    const at = part instanceof Slice && spread.shape[axis]! > 1 ? part.indices(length) : [];
    if (at.length > 1 && at[1]! - at[0]! !== 1) throw new Refusal({ kind: "unsupported", what: "x[a:b:step] = tensor" });
    return at.length > 0 ? [[at[0]!, length - at.at(-1)! - 1]] : [[0, 0]];
  }).toReversed().flat();
  return amounts.every((amount) => amount === 0) ? spread : made("pad", [spread], spread.shape.map((length, axis) => length + amounts[2 * (shape.length - 1 - axis)]! + amounts[2 * (shape.length - 1 - axis) + 1]!), { options: { amounts } }, interpreter);
}

/** Returns a tensor of this shape with 1 at the places of an index, which consists of ints and slices. */
function maskOf(shape: Shape, index: Value, interpreter: Recorded): Node {
  const parts = index instanceof Tuple ? index.items : [index];
  if (parts.length > shape.length) throw new Refusal({ kind: "value", callee: "[ ]", reason: `${shapeText(shape)} has ${shape.length} dimensions. (too many indices for tensor of dimension ${shape.length})` });
  const chosen = shape.map((length, axis) => {
    const part = parts[axis];
    if (part === undefined) return new Set(Array.from({ length }, (_, i) => i));
    if (part instanceof Slice) return new Set(part.indices(length));
    const at = asInteger(part, "[ ]");
    if (at < -length || at >= length) throw new Refusal({ kind: "bad-index", index: String(at), length });
    return new Set([at < 0 ? at + length : at]);
  });
  const values = Float32Array.from({ length: sizeOf(shape) }, (_, place) => {
    let rest = place;
    return Number(shape.toReversed().every((length, i) => {
      const at = rest % length;
      rest = Math.floor(rest / length);
      return chosen[shape.length - 1 - i]!.has(at);
    }));
  });
  return leaf({ kind: "constant", values }, shape, "bool", interpreter);
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
