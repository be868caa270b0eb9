/**
 * Simplifies a map algebraically if it equals a simpler one, one of its arguments, or a number. The sign of a zero is not kept, and 0 · y and 0 / y are 0
 * also where y is infinite, 0 or no number.
 */
import type { Id, MapFunction, Node } from "../ir/graph";
import { broadcastShape, evaluateMap, type Operations } from "../ir/operations";

/** A graph that is being built and whose nodes can be inspected. */
export interface GrowingGraph extends Operations {
  node(id: Id): Node;
}

const COMMUTATIVE: ReadonlySet<MapFunction> = new Set(["add", "mul", "max", "min", "equal"]);

/** Returns the simpler value, or undefined if there is nothing to simplify. Uniform constants come with shape []. */
export function simplifiedMap(build: GrowingGraph, fn: MapFunction, args: readonly Id[]): Id | undefined {
  const values = args.map((arg) => build.uniform(arg));
  if (values.every((value) => value !== undefined)) return build.constant(evaluateMap(fn, values), []);
  const [x, y] = args as [Id, Id];
  const [left, right] = values;
  // Arguments are brought into canonical order, so that equal values are found: constants last, otherwise by age.
  if (COMMUTATIVE.has(fn) && (left !== undefined || (right === undefined && x > y))) return build.map(fn, y, x);

  const negated = (id: Id) => argumentOf(build, id, "neg");
  switch (fn) {
    case "neg": {
      const difference = argumentsOf(build, x, "sub");
      if (difference) return build.map("sub", difference[1]!, difference[0]!);
      const product = argumentsOf(build, x, "mul");
      const factor = product && build.uniform(product[1]!);
      if (factor !== undefined) return build.map("mul", product![0]!, build.constant(-factor, []));
      return negated(x);
    }
    case "abs":
      if (argumentOf(build, x, "abs") !== undefined) return x;
      return negated(x) === undefined ? undefined : build.map("abs", negated(x)!);
    case "add":
      if (right === 0) return x;
      if (negated(y) !== undefined) return build.map("sub", x, negated(y)!);
      return negated(x) === undefined ? undefined : build.map("sub", y, negated(x)!);
    case "sub":
      if (right !== undefined) return build.map("add", x, build.constant(-right, []));
      if (left === 0) return build.map("neg", y);
      return negated(y) === undefined ? undefined : build.map("add", x, negated(y)!);
    case "mul": return simplifiedMultiplication(build, x, y, right);
    case "div":
      if (left === 0) return build.constant(0, broadcastShape(args.map((arg) => build.shapeOf(arg))));
      if (right === undefined || !hasExactReciprocal(right)) return undefined;
      return build.map("mul", x, build.constant(1 / right, []));
    case "mask":
      return left === 0 ? build.constant(0, broadcastShape(args.map((arg) => build.shapeOf(arg)))) : undefined;
    default: return undefined;
  }
}

function simplifiedMultiplication(build: GrowingGraph, x: Id, y: Id, right: number | undefined): Id | undefined {
  const minusX = argumentOf(build, x, "neg"), minusY = argumentOf(build, y, "neg");
  if (right === undefined) {
    return minusX === undefined || minusY === undefined ? undefined : build.map("mul", minusX, minusY);
  }
  if (right === 1) return x;
  if (right === 0) return build.constant(0, build.shapeOf(x));
  if (right === -1) return build.map("neg", x);
  if (minusX !== undefined) return build.map("mul", minusX, build.constant(-right, []));
  const inner = argumentsOf(build, x, "mul");
  const factor = inner && build.uniform(inner[1]!);
  // Factors are merged only if their product is exact.
  const exact = factor !== undefined && (hasExactReciprocal(factor) || hasExactReciprocal(right));
  return exact ? build.map("mul", inner![0]!, build.constant(factor * right, [])) : undefined;
}

function argumentsOf(build: GrowingGraph, id: Id, fn: MapFunction): readonly Id[] | undefined {
  const node = build.node(id);
  return node.op === "map" && node.fn === fn ? node.args : undefined;
}

const argumentOf = (build: GrowingGraph, id: Id, fn: MapFunction): Id | undefined => argumentsOf(build, id, fn)?.[0];

/** Returns whether a factor is a power of two whose products stay far from the ends of float32's range. */
function hasExactReciprocal(value: number): boolean {
  const exponent = Math.round(Math.log2(Math.abs(value)));
  return Math.abs(exponent) <= 60 && Math.abs(value) === 2 ** exponent;
}
