/** Functions that choose, order or accumulate elements. */
import { List, Tuple } from "../../python/sequences";
import { signature } from "../../python/signature";
import { asInteger, asNumber, Refusal, refuseTooMany, type Interpreter, type Value } from "../../python/values";
import { sizeOf } from "../../../core/model/parameters";
import { shapeText, type Node, type Shape } from "../graph";
import { knownNumbers } from "../known";
import { axisOf, broadcast, reduced } from "../shapes";
import { drawn, items, tensor, type Table } from "../table";
import { constant, elementwise, fromTheFront, gatherRows, leaf, made, numbered, reshape, sliced, transposed } from "../nodes";
import { copyOfView } from "../views";
import { datasetRows } from "../datasetRows";
import { axesFrom, nodeOf, shapeFrom, tensorFrom, TensorValue } from "../tensor";

/** Choosing by comparison makes a number for each pair; more of them are refused. */
const MOST_PAIRS = 2e7;

function refusePairs(callee: string, count: number): void {
  if (count > MOST_PAIRS) throw new Refusal({ kind: "unsupported", what: `${callee} of so many elements` });
}

/** What torch.max, torch.sort and others return for a dimension. */
class ValuesAndIndices extends Tuple {
  override readonly typeName = "tuple";
  override getAttribute(name: string): Value | undefined {
    const at = ["values", "indices"].indexOf(name);
    return at < 0 ? undefined : this.items[at];
  }
  override attributeNames(): Iterable<string> { return ["values", "indices"]; }
}

export const valuesAndIndices = (values: Node, indices: Node) => new ValuesAndIndices([tensor(values), tensor(indices)]);

/** Returns x.gather(axis, index). */
export function gathered(x: Node, axis: number, index: Node, interpreter: Interpreter): Node {
  if (index.dtype !== "int") throw new Refusal({ kind: "value", callee: "gather", reason: "Its index has integers. (gather(): Expected dtype int64 for index)" });
  if (index.shape.length !== x.shape.length || index.shape.some((length, i) => i !== axis && length > x.shape[i]!)) {
    throw new Refusal({ kind: "value", callee: "gather", reason: `x is ${shapeText(x.shape)}, and the index ${shapeText(index.shape)}. (Size does not match at dimension: expected index to be smaller than self apart from dimension ${axis})` });
  }
  const cut = x.shape.reduce((node, length, i) => (i === axis || index.shape[i] === length ? node : sliced(node, i, 0, index.shape[i]!, 1, interpreter)), x);
  return made("gather", [cut, index], index.shape, { options: { axis }, dtype: x.dtype }, interpreter);
}

/** Returns the index of the largest element along an axis, or of the smallest. */
export function indexOfExtreme(which: "max" | "min", x: Node, axis: number, keep: boolean, interpreter: Interpreter): Node {
  if (x.shape.length === 0) return constant(0, interpreter, "int");
  const of = which === "max" ? x : elementwise("neg", [x], interpreter);
  return made("argmax", [of], reduced(x.shape, [axis], keep), { options: { axis }, dtype: "int" }, interpreter);
}

/** Returns the elements at the indices that `indexOfExtreme` returns: only these have a gradient. */
export function elementAt(x: Node, axis: number, indices: Node, keep: boolean, interpreter: Interpreter): Node {
  const all = keep ? indices : reshape(indices, [...x.shape.slice(0, axis), 1, ...x.shape.slice(axis + 1)], interpreter);
  const chosen = gathered(x, axis, all, interpreter);
  return keep ? chosen : reshape(chosen, indices.shape, interpreter);
}

/** Returns zeros of a shape to which elements are added at the places of an index along an axis. */
export function scattered(shape: Shape, dim: number, index: Node, source: Node, interpreter: Interpreter): Node {
  const axis = axisOf("scatter", dim, Math.max(1, shape.length));
  const added = source.shape.reduce((node, length, i) => (length === index.shape[i] ? node : sliced(node, i, 0, index.shape[i]!, 1, interpreter)), source);
  if (shape.length === 0) return reshape(made("sum", [added], [], { options: { axes: [...added.shape.keys()], keep: false } }, interpreter), [], interpreter);
  refusePairs("scatter", sizeOf(index.shape) * shape[axis]!);
  const small = index.shape.map((length, i) => (i === axis ? shape[axis]! : length));
  const result = made("scatter", [index, added], small, { options: { axis }, dtype: source.dtype }, interpreter);
  const amounts = shape.flatMap((length, i) => [[0, length - small[i]!]]).toReversed().flat();
  return amounts.every((amount) => amount === 0) ? result : made("pad", [result], shape, { options: { amounts } }, interpreter);
}

const argumentOf = (which: "max" | "min"): Table[string] => [signature("input", ["dim", null], ["keepdim", false]), ([x, dim, keep], interpreter) => {
  const node = tensorFrom(`arg${which}`, x!);
  const flat = dim === null ? reshape(node, [-1], interpreter) : node;
  return tensor(indexOfExtreme(which, flat, dim === null ? 0 : axisOf(`arg${which}`, asInteger(dim!, "argmax"), flat.shape.length), dim !== null && interpreter.truth(keep!), interpreter));
}];

/** Returns the indices that sort along an axis. */
function sortedIndices(callee: string, x: Node, axis: number, descending: boolean, interpreter: Interpreter): Node {
  refusePairs(callee, sizeOf(x.shape) * x.shape[axis]!);
  return made("argsort", [x], x.shape, { options: { axis, descending }, dtype: "int" }, interpreter);
}

/** Returns an axis, which may be given for a tensor with one number, too. */
const axisIn = (callee: string, dim: Value, { shape }: Node): number => axisOf(callee, asInteger(dim, callee), Math.max(1, shape.length));

function sorted(callee: string, x: Node, dim: Value, descending: boolean, interpreter: Interpreter): { readonly values: Node; readonly indices: Node; readonly axis: number } {
  const axis = axisIn(callee, dim, x);
  if (x.shape.length === 0) return { values: x, indices: constant(0, interpreter, "int"), axis };
  const indices = sortedIndices(callee, x, axis, descending, interpreter);
  return { values: gathered(x, axis, indices, interpreter), indices, axis };
}

/** Returns the part of the sorted elements along an axis from `from` on. */
function ranked(callee: string, [x, dim]: readonly [Node, Value], { from, count, descending, keep }: { readonly from: number; readonly count: number; readonly descending: boolean; readonly keep: boolean }, interpreter: Interpreter): Value {
  const { values, indices, axis } = sorted(callee, x, dim, descending, interpreter);
  if (x.shape.length === 0) return valuesAndIndices(values, indices);
  if (from < 0 || from + count > x.shape[axis]!) throw new Refusal({ kind: "value", callee, reason: `The dimension has ${x.shape[axis]} elements. (selected index k out of range)` });
  const part = (node: Node) => {
    const cut = sliced(node, axis, from, count, 1, interpreter);
    return keep ? cut : reshape(cut, cut.shape.filter((_, i) => i !== axis), interpreter);
  };
  return valuesAndIndices(part(values), part(indices));
}

const cumulative = (name: string): Table[string] => [signature("input", "dim", ["dtype", null]), ([x, dim], interpreter) => {
  const node = tensorFrom(name, x!);
  const axis = axisIn(name, dim!, node);
  return tensor(node.shape.length === 0 ? node : made(name, [node], node.shape, { options: { axis }, dtype: node.dtype === "bool" ? "int" : node.dtype }, interpreter));
}];

/** Numbers beyond it are infinite; it stands for ±∞ where a product with 0 would be no number. */
const MOST = 3e38;

/** Returns a where the condition is true, otherwise b. */
export function where(condition: Node, a: Node, b: Node, interpreter: Interpreter): Node {
  const finite = (node: Node) => {
    const numbers = knownNumbers(node);
    return numbers?.some((one) => Math.abs(one) === Infinity) ? leaf({ kind: "constant", values: numbers.map((one) => Math.min(MOST, Math.max(-MOST, one))) }, node.shape, node.dtype, interpreter) : node;
  };
  if (condition.dtype !== "bool") throw new Refusal({ kind: "value", callee: "where", reason: "Its condition is a tensor of bools. (where expected condition to be a boolean tensor)" });
  return { ...elementwise("where", [condition, finite(a), finite(b)], interpreter), dtype: a.dtype === "float" || b.dtype === "float" ? "float" : a.dtype === b.dtype ? a.dtype : "int" };
}

/** Returns a tensor with some of its elements replaced by a number. */
function maskedFill(callee: string, [x, mask, value]: readonly [Node, Node, Node], interpreter: Interpreter): Node {
  if (value.shape.length > 0) throw new Refusal({ kind: "value", callee, reason: `The value is one number. (masked_fill_ only supports a 0-dimensional value tensor, but got tensor with ${value.shape.length} dimension(s).)` });
  return { ...where(mask, value, x, interpreter), dtype: x.dtype };
}

/** Returns rows of an axis by numbers that are known now. */
export function chosenRows(x: Node, axis: number, places: readonly number[], interpreter: Interpreter): Node {
  return gatherRows(x, leaf({ kind: "constant", values: Float32Array.from(places) }, [places.length], "int", interpreter), axis, interpreter);
}

function repeatedRows([x, repeats, dim]: readonly Value[], interpreter: Interpreter): Value {
  const node = tensorFrom("repeat_interleave", x!);
  const from = dim === null ? reshape(node, [-1], interpreter) : node;
  const axis = dim === null ? 0 : axisIn("repeat_interleave", dim!, from);
  const given = repeats instanceof TensorValue ? knownNumbers(repeats.node) : [asInteger(repeats!, "repeat_interleave")];
  if (!given) throw new Refusal({ kind: "unsupported", what: "repeat_interleave with numbers that are not known before training" });
  const length = from.shape[axis] ?? 1;
  refuseTooMany([...given].reduce((sum, one) => sum + one, 0) * (given.length === 1 ? length : 1));
  interpreter.countInBulk(length + given.length);
  refuseTooMany(length);
  const places = Array.from({ length }, (_, i) => Array.from({ length: given[given.length === 1 ? 0 : i]! }, () => i)).flat();
  const known = knownNumbers(from);
  if (known && from.shape.length === 1) return tensor(leaf({ kind: "constant", values: Float32Array.from(places, (i) => known[i]!) }, [places.length], from.dtype, interpreter));
  return tensor(chosenRows(from.shape.length === 0 ? reshape(from, [1], interpreter) : from, axis, places, interpreter));
}

function flipped([x, dims]: readonly Value[], interpreter: Interpreter): Value {
  const node = tensorFrom("flip", x!);
  return tensor(shapeFrom("flip", items(dims), interpreter).reduce((result, dim) => {
    const axis = axisOf("flip", dim, Math.max(1, result.shape.length));
    if (result.shape.length === 0) return result;
    const length = result.shape[axis]!;
    return gatherRows(result, numbered([length], (i) => length - 1 - i, "int", interpreter), axis, interpreter);
  }, node));
}

function rolled([x, shifts, dims]: readonly Value[], interpreter: Interpreter): Value {
  const node = tensorFrom("roll", x!);
  const by = shapeFrom("roll", [shifts!], interpreter);
  const axes = axesFrom("roll", dims!, interpreter);
  const flat = axes === null || axes.length === 0;
  const start = flat ? reshape(node, [-1], interpreter) : node;
  const result = (flat ? [0] : axes).reduce((one, dim, i) => {
    const axis = axisOf("roll", dim, one.shape.length);
    const length = one.shape[axis]!;
    const from = ((-(by[i] ?? 0) % length) + length) % length;
    return from === 0 ? one : made("concat", [sliced(one, axis, from, length - from, 1, interpreter), sliced(one, axis, 0, from, 1, interpreter)], one.shape, { options: { axis } }, interpreter);
  }, start);
  return tensor(flat ? reshape(result, node.shape, interpreter) : result);
}

/** Keeps the part of matrices on one side of a diagonal. */
const triangle = (name: string, keeps: (column: number, row: number, diagonal: number) => boolean): Table[string] => [signature("input", ["diagonal", 0n]), ([x, diagonal], interpreter) => {
  const node = tensorFrom(name, x!);
  const [rows, columns] = node.shape.slice(-2);
  if (columns === undefined) throw new Refusal({ kind: "value", callee: name, reason: "It takes matrices. (input tensor must have at least 2 dimensions)" });
  const at = asInteger(diagonal!, name);
  const kept = numbered([rows!, columns], (i) => Number(keeps(i % columns, Math.floor(i / columns), at)), "int", interpreter);
  return tensor({ ...elementwise("mul", [node, kept], interpreter), dtype: node.dtype });
}];

/** The elements of a diagonal of matrices, [..., n]. */
function diagonalOf(x: Node, [offset, dim1, dim2]: readonly number[], interpreter: Interpreter): Node {
  const rank = x.shape.length;
  const [i, j] = [axisOf("diagonal", dim1!, rank), axisOf("diagonal", dim2!, rank)];
  if (i === j) throw new Refusal({ kind: "value", callee: "diagonal", reason: "The two dimensions are the same. (diagonal dimensions cannot be identical)" });
  const moved = transposed(x, [...[...x.shape.keys()].filter((axis) => axis !== i && axis !== j), i, j], interpreter);
  const [rows, columns] = moved.shape.slice(-2) as [number, number];
  const count = Math.max(0, Math.min(rows + Math.min(0, offset!), columns - Math.max(0, offset!)));
  const places = numbered([count], (k) => (k + Math.max(0, -offset!)) * columns + k + Math.max(0, offset!), "int", interpreter);
  const flat = reshape(moved, [...moved.shape.slice(0, -2), rows * columns], interpreter);
  return gatherRows(flat, places, flat.shape.length - 1, interpreter);
}

/** Square matrices that have x on a diagonal. */
function diagonalMatrix(x: Node, offset: number, interpreter: Interpreter): Node {
  const n = x.shape.at(-1)!;
  const side = n + Math.abs(offset);
  const placeOf = (k: number) => (k + Math.max(0, -offset)) * side + k + Math.max(0, offset);
  const places = numbered([n, side * side], (i) => Number(i % (side * side) === placeOf(Math.floor(i / (side * side)))), "float", interpreter);
  const product = made("matMul", [reshape(x, [-1, n], interpreter), places], [sizeOf(x.shape) / n, side * side], { dtype: x.dtype }, interpreter);
  return reshape(product, [...x.shape.slice(0, -1), side, side], interpreter);
}

/** Distances between rows: x [..., n, d], y [..., m, d] → [..., n, m]. */
function distances([x, y, p]: readonly Value[], interpreter: Interpreter): Value {
  const [a, b] = [tensorFrom("cdist", x!), tensorFrom("cdist", y!)];
  if (asNumber(p!, "cdist") !== 2) throw new Refusal({ kind: "unsupported", what: "cdist with another p than 2" });
  if (a.shape.length < 2 || b.shape.length < 2 || a.shape.at(-1) !== b.shape.at(-1)) throw new Refusal({ kind: "value", callee: "cdist", reason: `The shapes ${shapeText(a.shape)} and ${shapeText(b.shape)} do not fit. (X1 and X2 must have the same number of columns)` });
  const [left, right] = [reshape(a, [...a.shape.slice(0, -1), 1, a.shape.at(-1)!], interpreter), reshape(b, [...b.shape.slice(0, -2), 1, ...b.shape.slice(-2)], interpreter)];
  refusePairs("cdist", sizeOf(broadcast("cdist", left.shape, right.shape)));
  const squares = elementwise("square", [elementwise("sub", [left, right], interpreter)], interpreter);
  const sums = made("sum", [squares], squares.shape.slice(0, -1), { options: { axes: [squares.shape.length - 1], keep: false } }, interpreter);
  return tensor(elementwise("root", [sums], interpreter));
}

/** Chooses along an axis: functions of `torch` and methods. */
export const INDEXING: Table = {
  gather: [signature("input", "dim", "index", ["sparse_grad", false]), ([x, dim, index], interpreter) => {
    const [node, at] = [tensorFrom("gather", x!), tensorFrom("gather", index!)];
    const axis = axisIn("gather", dim!, node);
    if (node.shape.length === 0 && at.shape.length <= 1) return tensor(reshape(gathered(reshape(node, [1], interpreter), 0, reshape(at, [-1], interpreter), interpreter), at.shape, interpreter));
    refusePairs("gather", sizeOf(at.shape) * Math.max(1, axis === node.shape.length - 1 ? 1 : node.shape[axis] ?? 1));
    return tensor(gathered(node, axis, at, interpreter));
  }],
  index_select: [signature("input", "dim", "index"), ([x, dim, index], interpreter) => {
    const node = tensorFrom("index_select", x!);
    const at = tensorFrom("index_select", index!);
    const axis = axisIn("index_select", dim!, node);
    const from = node.shape.length === 0 ? reshape(node, [1], interpreter) : node;
    const rows = gatherRows(from, reshape(at, [-1], interpreter), axis, interpreter);
    return tensor(node.shape.length === 0 ? reshape(rows, [], interpreter) : rows);
  }],
  take: [signature("input", "index"), ([x, index], interpreter) => {
    const flat = reshape(tensorFrom("take", x!), [-1], interpreter);
    return tensor(gatherRows(flat, fromTheFront(tensorFrom("take", index!), flat.shape[0]!, interpreter), 0, interpreter));
  }],
  masked_fill: [signature("input", "mask", "value"), ([x, mask, value], interpreter) =>
    tensor(maskedFill("masked_fill", [tensorFrom("masked_fill", x!), tensorFrom("masked_fill", mask!), nodeOf(value!, interpreter, "masked_fill")], interpreter))],
  argmax: argumentOf("max"),
  argmin: argumentOf("min"),
  sort: [signature("input", ["dim", -1n], ["descending", false], ["stable", false]), ([x, dim, descending], interpreter) => {
    const { values, indices } = sorted("sort", tensorFrom("sort", x!), dim!, interpreter.truth(descending!), interpreter);
    return valuesAndIndices(values, indices);
  }],
  argsort: [signature("input", ["dim", -1n], ["descending", false]), ([x, dim, descending], interpreter) =>
    tensor(sorted("argsort", tensorFrom("argsort", x!), dim!, interpreter.truth(descending!), interpreter).indices)],
  topk: [signature("input", "k", ["dim", -1n], ["largest", true], ["sorted", true]), ([x, k, dim, largest], interpreter) =>
    ranked("topk", [tensorFrom("topk", x!), dim!], { from: 0, count: asInteger(k!, "topk"), descending: interpreter.truth(largest!), keep: true }, interpreter)],
  kthvalue: [signature("input", "k", ["dim", -1n], ["keepdim", false]), ([x, k, dim, keep], interpreter) =>
    ranked("kthvalue", [tensorFrom("kthvalue", x!), dim!], { from: asInteger(k!, "kthvalue") - 1, count: 1, descending: false, keep: interpreter.truth(keep!) }, interpreter)],
  median: [signature("input", ["dim", null], ["keepdim", false]), ([x, dim, keep], interpreter) => {
    const node = tensorFrom("median", x!);
    const flat = dim === null ? reshape(node, [-1], interpreter) : node;
    const axis = dim === null ? 0 : axisIn("median", dim!, flat);
    const found = ranked("median", [flat, BigInt(axis)], { from: Math.floor(((flat.shape[axis] ?? 1) - 1) / 2), count: 1, descending: false, keep: dim !== null && interpreter.truth(keep!) }, interpreter);
    return dim === null ? (found as Tuple).items[0]! : found;
  }],
  cumsum: cumulative("cumsum"),
  cumprod: cumulative("cumprod"),
  repeat_interleave: [signature("input", "repeats", ["dim", null]), repeatedRows],
  flip: [signature("input", ["dims", null], "*more"), ([x, dims, more], interpreter) => flipped([x!, dims instanceof Tuple || dims instanceof List ? dims : new Tuple([dims!, ...items(more)])], interpreter)],
  fliplr: [signature("input"), ([x], interpreter) => flipped([x!, new Tuple([1n])], interpreter)],
  flipud: [signature("input"), ([x], interpreter) => flipped([x!, new Tuple([0n])], interpreter)],
  roll: [signature("input", "shifts", ["dims", new Tuple([])]), rolled],
  tril: triangle("tril", (column, row, diagonal) => column - row <= diagonal),
  triu: triangle("triu", (column, row, diagonal) => column - row >= diagonal),
  diagonal: [signature("input", ["offset", 0n], ["dim1", 0n], ["dim2", 1n]), ([x, ...others], interpreter) =>
    tensor(copyOfView(diagonalOf(tensorFrom("diagonal", x!), others.map((one) => asInteger(one, "diagonal")), interpreter)))],
  diag: [signature("input", ["diagonal", 0n]), ([x, diagonal], interpreter) => {
    const node = tensorFrom("diag", x!);
    if (node.shape.length < 1 || node.shape.length > 2) throw new Refusal({ kind: "value", callee: "diag", reason: "It takes a vector or a matrix. (matrix or a vector expected)" });
    const offset = asInteger(diagonal!, "diag");
    return tensor(node.shape.length === 1 ? diagonalMatrix(node, offset, interpreter) : diagonalOf(node, [offset, 0, 1], interpreter));
  }],
  diag_embed: [signature("input", ["offset", 0n], ["dim1", -2n], ["dim2", -1n]), ([x, offset, dim1, dim2], interpreter) => {
    if (dim1 !== -2n || dim2 !== -1n) throw new Refusal({ kind: "unsupported", what: "diag_embed into other dimensions than the last two" });
    return tensor(diagonalMatrix(tensorFrom("diag_embed", x!), asInteger(offset!, "diag_embed"), interpreter));
  }],
  trace: [signature("input"), ([x], interpreter) => {
    const elements = diagonalOf(tensorFrom("trace", x!), [0, 0, 1], interpreter);
    return tensor(made("sum", [elements], [], { options: { axes: [0], keep: false } }, interpreter));
  }],
};

/** Functions of `torch` only. */
export const INDEXING_OF_TORCH: Table = {
  where: [signature("condition", "input", "other"), ([condition, a, b], interpreter) =>
    tensor(where(tensorFrom("where", condition!), nodeOf(a!, interpreter, "where"), nodeOf(b!, interpreter, "where"), interpreter))],
  cdist: [signature("x1", "x2", ["p", 2], ["compute_mode", ""]), distances],
  randperm: [signature("n"), ([n], interpreter) => {
    const count = asInteger(n!, "randperm");
    const order = datasetRows.order(count, interpreter);
    return tensor(order ?? sortedIndices("randperm", drawn({ kind: "uniform" }, [count], interpreter).node, 0, false, interpreter));
  }],
};

