/** Indexing: x[index], and the next values of x after x[index] = value. */
import { sizeOf } from "../../core/model/parameters";
import { ELLIPSIS, Slice } from "../python/sequences";
import { asInteger, PythonObject, Refusal, type Value } from "../python/values";
import { datasetRows } from "./datasetRows";
import { shapeText, type Node, type Shape } from "./graph";
import { knownNumbers } from "./known";
import { constant, elementwise, fromTheFront, gatherRows, leaf, made, numbered, refuseSize, reshape, sliced, type Recorded } from "./nodes";

/** A part of an index: an int, a slice, None, "...", or the node of a tensor. */
export type Part = Value | Node;

const isNode = (part: Part): part is Node => typeof part === "object" && part !== null && !(part instanceof PythonObject);
const isIntNode = (part: Part): part is Node => isNode(part) && part.dtype === "int";

/** Returns whether an index consists of ints, slices, None and "...": x[index] shares the memory of x. */
export const isBasic = (parts: readonly Part[]): boolean => parts.every((part) => typeof part === "bigint" || part instanceof Slice || part === null || part === ELLIPSIS);

/** Returns x[index] (PyTorch's basic indexing, int tensors next to each other, or a bool tensor that is known). */
export function indexed(node: Node, parts: readonly Part[], interpreter: Recorded): Node {
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
      const { start, step: written, count } = part.within(result.shape[axis]!);
      const step = count > 1 ? written : 1;
      if (step < 0) throw new Refusal({ kind: "value", callee: "[ ]", reason: "A tensor has no negative step. (step must be greater than zero)" });
      if (count !== result.shape[axis]) result = sliced(result, axis, count > 0 ? start : 0, count, step, interpreter);
      axis++;
    } else if (isNode(part)) {
      const chosen = axis === 0 ? datasetRows.of(result, part, interpreter) : null;
      if (chosen) {
        result = chosen;
        axis++;
        continue;
      }
      const rows = part.dtype === "bool" ? truePlaces(part, interpreter) : placesIn(part, result.shape[axis], interpreter);
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

/** Returns x after x[index] = value. The index consists of ints and slices, of ints and int tensors, or is a mask. */
export function assigned(x: Node, parts: readonly Part[], value: Node, interpreter: Recorded): Node {
  if (parts.some(isIntNode)) return placedAt(x, parts, value, interpreter);
  const [mask] = parts;
  const isMask = parts.length === 1 && mask !== undefined && isNode(mask);
  if (isMask && (mask.dtype !== "bool" || value.shape.length > 0)) throw new Refusal({ kind: "unsupported", what: "x[tensor] = value with other than a mask and one number", instead: "write torch.where(mask, value, x)" });
  const places = withoutEllipsis(parts, x.shape.length);
  const chosen = isMask ? rowsOf(mask, x.shape, interpreter) : maskOf(x.shape, places, interpreter);
  const kept = elementwise("mul", [x, elementwise("logicalNot", [chosen], interpreter)], interpreter);
  const placed = elementwise("mul", [isMask ? value : atIndex(value, x.shape, places, interpreter), chosen], interpreter);
  return { ...elementwise("add", [kept, placed], interpreter), dtype: x.dtype };
}

/** Returns a mask of the first dimensions of x, so that it applies to the others as a whole. */
function rowsOf(mask: Node, shape: Shape, interpreter: Recorded): Node {
  const fits = mask.shape.every((length, axis) => length === shape[axis]);
  if (!fits) throw new Refusal({ kind: "value", callee: "[ ]", reason: `x is ${shapeText(shape)}, and the mask ${shapeText(mask.shape)}. (The shape of the mask does not match the shape of the indexed tensor)` });
  return mask.shape.length === shape.length ? mask : reshape(mask, shape.map((length, axis) => (axis < mask.shape.length ? length : 1)), interpreter);
}

/** Returns which parts of an index are tensors, and ints among them: PyTorch takes these together. They are next to each other. */
function placesOfTensors(parts: readonly Part[]): { readonly from: number; readonly until: number } {
  if (!parts.some(isNode)) return { from: 0, until: 0 };
  const isChoice = (part: Part): boolean => isNode(part) || typeof part === "bigint";
  const from = parts.findIndex(isChoice);
  const until = parts.findLastIndex(isChoice) + 1;
  if (!parts.slice(from, until).every(isChoice)) throw new Refusal({ kind: "unsupported", what: "x[i, :, j] with tensors", instead: "index one dimension after the other" });
  return { from, until };
}

/** Returns a part of an index, an int or a tensor, as places of a dimension, counted from its front. */
function placesIn(part: Part, length: number | undefined, interpreter: Recorded): Node {
  if (length === undefined) throw new Refusal({ kind: "value", callee: "[ ]", reason: "The index has more parts than the tensor dimensions. (too many indices for tensor)" });
  const node = isNode(part) ? part : constant(intOf(part), interpreter, "int");
  if (node.dtype !== "int") throw new Refusal({ kind: "unsupported", what: "masks among other tensors of an index" });
  return fromTheFront(node, length, interpreter);
}

/** Returns a part of an index that must be an int. */
function intOf(part: Part): number {
  if (isNode(part)) throw new Refusal({ kind: "unknown-values", type: `Tensor ${shapeText(part.shape)}` });
  return asInteger(part, "[ ]");
}

/** Returns the places at which a mask of one dimension is true, which must be known before training. */
function truePlaces(mask: Node, interpreter: Recorded): Node {
  const numbers = mask.shape.length === 1 ? knownNumbers(mask) : null;
  if (!numbers) throw new Refusal({ kind: "unsupported", what: "x[mask], whose number of elements is not known before training", instead: "multiply by the mask, or write torch.where(mask, x + 1, x) for x[mask] += 1" });
  const places = Float32Array.from([...numbers.keys()].filter((i) => numbers[i] !== 0));
  return leaf({ kind: "constant", values: places }, [places.length], "int", interpreter);
}

/** Returns an index with slices in place of "...". */
function withoutEllipsis(parts: readonly Part[], rank: number): readonly Part[] {
  const at = parts.indexOf(ELLIPSIS);
  if (at < 0) return parts;
  const all = Array.from({ length: Math.max(0, rank - parts.length + 1) }, () => new Slice(null, null, null));
  return [...parts.slice(0, at), ...all, ...parts.slice(at + 1)];
}

/** Returns x after x[i, j] = value, where the index consists of ints and int tensors, one for each dimension. */
function placedAt(x: Node, parts: readonly Part[], value: Node, interpreter: Recorded): Node {
  const isComplete = parts.length === x.shape.length && parts.every((part) => typeof part === "bigint" || isIntNode(part));
  if (!isComplete) throw new Refusal({ kind: "unsupported", what: "x[:, tensor] = value", instead: "use x.scatter(dim, index, value), F.one_hot or torch.where" });
  const size = sizeOf(x.shape);
  const at = parts.map((part, axis) => placesIn(part, x.shape[axis], interpreter)).reduce((before, one, axis) =>
    elementwise("add", [elementwise("mul", [before, constant(x.shape[axis]!, interpreter, "int")], interpreter), one], interpreter), constant(0, interpreter, "int"));
  const count = sizeOf(at.shape);
  const known = knownNumbers(at);
  if (known && sizeOf(value.shape) > 1 && new Set(known).size < known.length) throw new Refusal({ kind: "unsupported", what: "x[i] = values with a place twice", instead: "write to each place once" });
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
function atIndex(value: Node, shape: Shape, parts: readonly Part[], interpreter: Recorded): Node {
  const kept = [...shape.keys()].filter((axis) => parts[axis] === undefined || parts[axis] instanceof Slice); // an int is no axis of x[index]
  const region = kept.map((axis) => {
    const part = parts[axis];
    return part instanceof Slice ? part.within(shape[axis]!).count : shape[axis]!;
  });
  const given = value.shape.slice(value.shape.findIndex((length, i) => length !== 1 || value.shape.length - i <= region.length));
  const lengthAt = (axis: number) => given[given.length - kept.length + kept.indexOf(axis)] ?? 1;
  const fits = given.length <= region.length && given.every((length, i) => length === 1 || length === region[region.length - given.length + i]);
  if (!fits) throw new Refusal({ kind: "value", callee: "[ ]", reason: `x[i] is ${shapeText(region)}, and the value ${shapeText(given)}. (shape mismatch: value tensor of shape ${shapeText(given)} cannot be broadcast to indexing result of shape ${shapeText(region)})` });
  const spread = reshape(value, shape.map((_, axis) => (kept.includes(axis) ? lengthAt(axis) : 1)), interpreter);
  const amounts = shape.flatMap((length, axis) => {
    const part = parts[axis];
    const { start, step, count } = part instanceof Slice && spread.shape[axis]! > 1 ? part.within(length) : { start: 0, step: 1, count: 0 };
    if (count > 1 && step !== 1) throw new Refusal({ kind: "unsupported", what: "x[a:b:step] = tensor" });
    return count > 0 ? [[start, length - start - count]] : [[0, 0]];
  }).toReversed().flat();
  return amounts.every((amount) => amount === 0) ? spread : made("pad", [spread], spread.shape.map((length, axis) => length + amounts[2 * (shape.length - 1 - axis)]! + amounts[2 * (shape.length - 1 - axis) + 1]!), { options: { amounts } }, interpreter);
}

/** Returns a tensor of this shape with 1 at the places of an index, which consists of ints and slices. */
function maskOf(shape: Shape, parts: readonly Part[], interpreter: Recorded): Node {
  if (parts.length > shape.length) throw new Refusal({ kind: "value", callee: "[ ]", reason: `${shapeText(shape)} has ${shape.length} dimensions. (too many indices for tensor of dimension ${shape.length})` });
  const isChosen = shape.map((length, axis): (at: number) => boolean => {
    const part = parts[axis];
    if (part === undefined) return () => true;
    if (part instanceof Slice) {
      const { start, step, count } = part.within(length);
      return (at) => (at - start) % step === 0 && (at - start) / step >= 0 && (at - start) / step < count;
    }
    const one = intOf(part);
    if (one < -length || one >= length) throw new Refusal({ kind: "bad-index", index: String(one), length });
    return (at) => at === (one < 0 ? one + length : one);
  });
  return numbered(shape, (place) => {
    let rest = place;
    for (let axis = shape.length - 1; axis >= 0; axis--) {
      const at = rest % shape[axis]!;
      if (!isChosen[axis]!(at)) return 0;
      rest = Math.floor(rest / shape[axis]!);
    }
    return 1;
  }, "bool", interpreter);
}
