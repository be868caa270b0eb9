/** Each function of `torch` and each method of tensors counts the work that grows with the length of its values. */
import { expect, it } from "vitest";
import { List, Tuple } from "../../python/sequences";
import { uncounted } from "../../python/testing";
import type { Builtin } from "../../python/functions";
import type { Value } from "../../python/values";
import { leaf } from "../nodes";
import { record } from "../recorder";
import { methods, TensorValue } from "../tensor";
import { functionalFunctions, libraryHelpers, torchFunctions } from "./tables";
import "./methods";
import "../library";

/** A tensor whose numbers are known, made of what takes part in no measurement. */
const NOWHERE = { span: { from: 0, to: 0 }, count: () => undefined, countInBulk: () => undefined };
const known = (shape: readonly number[], dtype: "float" | "int" = "float") => new TensorValue(leaf({ kind: "constant", values: Float32Array.from({ length: shape.reduce((a, b) => a * b, 1) }, (_, i) => i % 2) }, shape, dtype, NOWHERE));
const numbers = (n: number) => new List(Array.from({ length: n }, (_, i) => BigInt(i % 2)));
const tensors = (n: number) => new List(Array.from({ length: n }, () => known([1])));

/** A tensor may have many more numbers than a list has elements. */
const MORE = 100;
/** Values for each parameter, by its name; for a length. Those that a function refuses are no danger. */
const OF_PARAMETER: Readonly<Record<string, (n: number) => readonly Value[]>> = Object.fromEntries([
  ...["input", "self", "x", "x1", "x2", "other", "tensor", "condition", "value", "target", "weight", "src", "exponent", "end", "mask", "bias", "size", "shape", "dims", "sizes"].map((name) => [name, (n: number) => [BigInt(MORE * n), known([n]), known([2, n / 2]), 1n]]),
  ...["index", "indices", "repeats"].map((name) => [name, (n: number) => [known([n], "int"), BigInt(MORE * n), numbers(n)]]),
  ...["data", "places", "pad", "tensors"].map((name) => [name, (n: number) => [numbers(n), tensors(n), new Tuple([numbers(n / 2), numbers(n / 2)])]]),
]);
const otherwise = (n: number): readonly Value[] => [BigInt(MORE * n), 0n];

/** Returns calls of a function: with the first values of all parameters, the second ones, and so on. */
function callsOf(callee: Builtin, n: number): readonly (readonly Value[])[] {
  const { parameters, collects } = callee.signature;
  const needed = parameters.filter(({ keywordOnly, ...one }) => !keywordOnly && one.default === undefined);
  const given = needed.map(({ name }) => (OF_PARAMETER[name] ?? otherwise)(n));
  return Array.from({ length: 4 }, (_, i) => [...given.map((values) => values[i % values.length]!), ...(collects ? [BigInt(MORE * n), 1n] : [])]).filter((_, i) => i < Math.max(1, ...given.map(({ length }) => length)));
}

const all = [...torchFunctions, ...functionalFunctions, ...libraryHelpers, ...methods].flatMap(([name, callee]) => ("signature" in Object(callee) ? [[name, callee as Builtin] as const] : []));

it.each(all)("%s", (_, callee) => {
  expect(uncounted((n) => callsOf(callee, n).map((positional) => (interpreter) => interpreter.call(callee, { positional, named: new Map() })), record)).toEqual([]);
});
