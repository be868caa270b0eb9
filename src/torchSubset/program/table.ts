/** Tables of functions by name, and what many functions need. */
import { Builtin } from "../python/functions";
import { List, Tuple } from "../python/sequences";
import { signature, type Signature } from "../python/signature";
import type { Interpreter, Value } from "../python/values";
import type { Draw, DType, Node, Shape } from "./graph";
import { recorderOf } from "./recorder";
import { constant, elementwise, leaf, numbered } from "./nodes";
import { nodeOf, tensorFrom, TensorValue } from "./tensor";

export type Work = (values: readonly Value[], interpreter: Interpreter) => Value;
export type Table = Readonly<Record<string, readonly [Signature, Work]>>;

export const items = (value: Value | undefined): readonly Value[] => (value instanceof Tuple || value instanceof List ? value.items : []);
export const tensor = (node: Node) => new TensorValue(node);

/** Returns functions of one tensor that are one operation. */
export const unaries = (...names: readonly string[]): Table => Object.fromEntries(names.map((name) =>
  [name, [signature("input"), ([x], interpreter) => tensor(elementwise(name, [tensorFrom(name, x!)], interpreter))] as const]));

/** Returns functions of two tensors or numbers that are one operation. */
export const binaries = (names: Readonly<Record<string, string>>): Table => Object.fromEntries(Object.entries(names).map(([name, operation]) =>
  [name, [signature("input", "other"), ([x, y], interpreter) => tensor(elementwise(operation, [nodeOf(x!, interpreter, name), nodeOf(y!, interpreter, name)], interpreter))] as const]));

/** Added to a square before its root, which has no derivative at 0. */
export const TINY = 1e-12;

export const times = (a: Node, by: number, interpreter: Interpreter): Node => elementwise("mul", [a, constant(by, interpreter)], interpreter);

/** Returns a draw of a step. */
export function drawn(draw: Draw, shape: Shape, interpreter: Interpreter, dtype: DType = "float"): TensorValue {
  const { draws } = recorderOf(interpreter);
  const node = leaf({ kind: "draw", draw, index: draws.length, isHot: false }, shape, dtype, interpreter);
  draws.push(node);
  return tensor(node);
}

/** Returns a tensor of one number. */
export const filled = (value: number, shape: Shape, interpreter: Interpreter, dtype: DType = "float") =>
  tensor(numbered(shape, () => value, dtype, interpreter));

export const builtinsOf = (table: Table): ReadonlyMap<string, Builtin> => new Map(Object.entries(table).map(([name, [takes, work]]) => [name, new Builtin(name, takes, work)]));
