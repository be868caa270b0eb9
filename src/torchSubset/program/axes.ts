/** What the axes of shapes that do not fit are called, by the names that the program gives their lengths and values. */
import { sizeOf } from "../../core/model/parameters";
import { PIXELS } from "../../core/run/runConfig";
import type { ProblemKind } from "../python/problem";
import type { Span } from "../python/syntax";
import { constantsOf } from "./constants";
import { shapeText, type Shape } from "./graph";

/** An axis: a constant of the program, the rows of a batch, the pixels of an image, or the numbers in a row of a value. */
export type Axis =
  | { readonly kind: "constant" | "row"; readonly name: string; readonly length: number }
  | { readonly kind: "batch" | "pixels"; readonly length: number };

export interface Axes {
  /** A layer that is called with a value whose rows have other lengths than it takes, with both shapes and PyTorch's message; null if it is no such call. */
  readonly call: { readonly layer: string; readonly takes: number; readonly value: string; readonly has: number; readonly shapes: string; readonly message: string } | null;
  readonly axes: readonly Axis[];
}

/** Constants that count something else than numbers of an axis. */
const NO_LENGTH = /epoch|step|seed|every|iter|print|rate|beta|seconds/i;
/** Each number would be some axis. */
const SHORTEST = 2;

/** The shapes of PyTorch's message about a matrix product: "(16x2 and 3x8)". */
const PRODUCT = /\((\d+)x(\d+) and (\d+)x(\d+)\)/;

const shapesIn = (reason: string): readonly Shape[] => {
  const [, ...product] = PRODUCT.exec(reason) ?? [];
  if (product.length > 0) return [product.slice(0, 2).map(Number), product.slice(2).map(Number)];
  return [...reason.matchAll(/\[(\d+(?:, \d+)*)\]/g)].map(([, text]) => text!.split(", ").map(Number));
};

/** Returns the batch size that a loader is given as a number; null if it has a name, or there is no loader. */
const writtenBatch = (source: string): number | null => Number(/DataLoader\([^()]*(?:\([^()]*\)[^()]*)*?,\s*(?:batch_size\s*=\s*)?(\d+)/.exec(source)?.[1] ?? NaN) || null;

/** Returns the axes of the shapes in a problem; null if it has none. `named`: the shapes of values by the program's names. */
export function axesOf(source: string, problem: ProblemKind, { from, to }: Span, named: ReadonlyMap<string, Shape>): Axes | null {
  const shapes = problem.kind === "value" ? shapesIn(problem.reason) : [];
  if (shapes.length < 2) return null;
  const text = source.slice(from, to);
  const values = [...new Set(text.match(/[A-Za-z_]\w*/g))].flatMap((name) => (named.has(name) ? [{ name, shape: named.get(name)! }] : []));
  const constants = constantsOf(source).filter(({ kind, name, value }) => kind === "int" && value >= SHORTEST && !NO_LENGTH.test(name));
  const batch = writtenBatch(source);
  const axes = [...new Set(shapes.slice(0, 2).flat())].flatMap((length): readonly Axis[] => {
    const own = constants.filter(({ value }) => value === length).map(({ name }): Axis => ({ kind: "constant", name, length }));
    if (own.length > 0) return own;
    if (length === PIXELS) return [{ kind: "pixels", length }];
    if (length === batch) return [{ kind: "batch", length }];
    return values.filter(({ shape }) => shape.length > 1 && shape.at(-1) === length).slice(0, 1).map(({ name }): Axis => ({ kind: "row", name, length }));
  });
  const [left, right] = shapes as [Shape, Shape];
  const [, layer, value] = /^([A-Za-z_][\w.]*)\(\s*([A-Za-z_]\w*)\s*\)$/.exec(text) ?? [];
  const given = value === undefined ? undefined : named.get(value);
  const message = problem.kind === "value" ? /\(mat1 and mat2 .*\)$/.exec(problem.reason)?.[0] : undefined;
  const isCall = message !== undefined && given?.at(-1) === left[1] && sizeOf(given!) === sizeOf(left);
  if (!isCall) return { call: null, axes };
  return {
    call: { layer: layer!, takes: right[0]!, value: value!, has: left[1]!, shapes: `${shapeText(given!)} × ${shapeText(right)}`, message },
    axes: axes.filter((one) => one.kind !== "row"),
  };
}
