/** Each function and method of Python's library counts the work that grows with the length of its values. A new one needs values here. */
import { describe, expect, it } from "vitest";
import { builtins, METHODS } from "./builtins";
import { Class, Instance } from "./classes";
import { binary, compare } from "./operators";
import { Dictionary, List, PythonIterator, Slice, Tuple } from "./sequences";
import { uncounted } from "./testing";
import { PythonObject, UNCOUNTED, type Interpreter, type Value } from "./values";

type Given = readonly Value[];
type Work = (interpreter: Interpreter) => unknown;

const call = (callee: Value, ...positional: Given): Work => (interpreter) => interpreter.call(callee, { positional, named: new Map() });

const a = (n: number): string => "a".repeat(n);
const digits = (n: number): string => "1".repeat(n);
const ints = (n: number): Value[] => Array.from({ length: n }, (_, i) => BigInt(i));
const list = (n: number): List => new List(ints(n));
const words = (n: number): List => new List(ints(n).map((i) => `w${String(i)}`));
const same = (value: Value) => (n: number): List => new List(Array.from({ length: n }, () => value));
const dict = (n: number): Dictionary => Dictionary.from(ints(n).map((i) => [i, i]), UNCOUNTED);
const pairs = (n: number): List => new List(ints(n).map((i) => new Tuple([i, i])));
/** A tuple with n leaves, of which each is there many times. */
function shared(n: number, leaf: Value = 1n): Value {
  let value: Value = new Tuple([leaf]);
  for (let leaves = 1; leaves < n; leaves *= 2) value = new Tuple([value, value]);
  return value;
}
const instance = (): Instance => new Instance(new Class("A", [], new Map()));
const int = builtins.functions.get("int")!;
const str = builtins.functions.get("str")!;

/** The values with which each function is called, for a length. */
const FUNCTIONS: Readonly<Record<string, (n: number) => readonly Given[]>> = {
  len: (n) => [[a(n)], [list(n)], [dict(n)]],
  range: (n) => [[BigInt(n)]],
  print: (n) => [[a(n)], [list(n)], [shared(n)], ints(n), [dict(n)]],
  enumerate: (n) => [[list(n)]], zip: (n) => [[list(n), list(n)], same(list(3))(n).items], map: (n) => [[str, list(n)]],
  reversed: (n) => [[list(n)]], sorted: (n) => [[list(n)], [words(n)], [same(a(n))(3)]], sum: (n) => [[list(n)], [same(new List([1n]))(n), new List([])]],
  min: (n) => [[list(n)], ints(n + 1), [words(n)]], max: (n) => [[list(n)], ints(n + 1), [words(n)]],
  abs: (n) => [[BigInt(-n)]], round: (n) => [[n + 0.5], [1.5, BigInt(n)]], pow: (n) => [[2n, BigInt(n)], [2, BigInt(n)]],
  all: (n) => [[same(1n)(n)]], any: (n) => [[same(0n)(n)]],
  iter: (n) => [[list(n)], [dict(n)], [a(n)]], next: (n) => [[new PythonIterator(list(n).iterate()[Symbol.iterator]())]],
  repr: (n) => [[a(n)], [list(n)], [shared(n)], [dict(n)]],
  callable: (n) => [[list(n)]], hasattr: (n) => [[list(n), a(n)]], getattr: (n) => [[instance(), a(n), null]], setattr: (n) => [[instance(), a(n), 1n]],
  isinstance: (n) => [[1.5, shared(n, int)], [1.5, new Tuple(same(int)(n).items)]],
  int: (n) => [[digits(n)], [`${digits(n)}x`], [" ".repeat(n)], [`${"1_".repeat(n / 2)}1`]],
  float: (n) => [[digits(n)], [`${digits(n)}x`], [`${digits(n / 2)}.${digits(n / 2)}e`], [" ".repeat(n)], [`.${digits(n)}x`]],
  bool: (n) => [[a(n)], [list(n)]], str: (n) => [[a(n)], [list(n)], [shared(n)]],
  list: (n) => [[list(n)], [a(n)], [dict(n)]], tuple: (n) => [[list(n)], [a(n)]], dict: (n) => [[dict(n)], [pairs(n)]],
  type: (n) => [[list(n)]], object: () => [[]],
};
const ERROR = (n: number): readonly Given[] => [[a(n)], [shared(n)], same("a")(n).items];

/** The object and the values with which each method is called. */
const CALLS: Readonly<Record<keyof typeof METHODS, Readonly<Record<string, (n: number) => readonly Given[]>>>> = {
  str: {
    join: (n) => [[",", words(n)], [a(n / 3), new List(["a", "b"])]],
    upper: (n) => [[a(n)]], lower: (n) => [[a(n)]], strip: (n) => [[`${" ".repeat(n / 2)}a${" ".repeat(n / 2)}`], [" ".repeat(n)]],
    split: (n) => [["a,".repeat(n / 2), ","], ["a ".repeat(n / 2)], [a(n), `${a(n / 4)}b${a(n / 4)}`], [" ".repeat(n)]],
    replace: (n) => [[a(n), "a", "b"], [a(n), "a", a(n)], [a(n), "", "b"], [a(n), `${a(n / 4)}b${a(n / 4)}`, ""]],
    count: (n) => [[a(n), "a"], [a(n), ""], [a(n), `${a(n / 4)}b${a(n / 4)}`]],
    format: (n) => [["{}".repeat(n / 2), ...same("a")(n).items], ["{".repeat(n)], [`{${"0".repeat(n)}}`, 1n], [`{:${"0".repeat(n)}}`, 1n], ["{:,}", 10n ** 300n], ["{}", a(n)]],
    find: (n) => [[a(n), "b"], [a(n), `${a(n / 4)}b${a(n / 4)}`], [`${a(n)}😀`, "😀"]],
    startswith: (n) => [[a(n), a(n)]], endswith: (n) => [[a(n), a(n)]],
  },
  tuple: { index: (n) => [[new Tuple(ints(n)), BigInt(n - 1)]], count: (n) => [[new Tuple(ints(n)), 1n], [new Tuple(same(a(n))(3).items), `${a(n - 1)}b`]] },
  list: {
    append: (n) => [[list(n - 1), 1n]], extend: (n) => [[list(0), list(n)]], insert: (n) => [[list(n - 1), 0n, 1n]], pop: (n) => [[list(n)], [list(n), 0n]],
    index: (n) => [[list(n), BigInt(n - 1)]], count: (n) => [[list(n), 1n]], reverse: (n) => [[list(n)]], sort: (n) => [[list(n)], [words(n)]],
  },
  dict: {
    items: (n) => [[dict(n)]], keys: (n) => [[dict(n)]], values: (n) => [[dict(n)]], get: (n) => [[dict(n), 1n], [dict(1), shared(n)], [dict(1), a(n)]],
    update: (n) => [[dict(1), dict(n)], [dict(n), dict(1)]], pop: (n) => [[dict(n), 1n], [dict(1), shared(n), 1n]],
  },
};

/** Operators, indices and conditions. */
const OPERATORS: Readonly<Record<string, (n: number) => readonly Work[]>> = {
  "+": (n) => [[a(n / 2), a(n / 2)], [list(n / 2), list(n / 2)], [new Tuple(ints(n / 2)), new Tuple(ints(n / 2))]].map(([x, y]) => (interpreter) => binary("+", x!, y!, interpreter)),
  "*": (n) => ["a", new List([1n]), new Tuple([1n])].map((x) => (interpreter) => binary("*", x, BigInt(n), interpreter)),
  "**": (n) => [(interpreter) => binary("**", 2n ** 1000n, BigInt(n), interpreter)],
  "%": (n) => [[`%${"0".repeat(n)}`, 1n], ["%s", a(n)], ["%".repeat(n), 1n], ["%s".repeat(n / 2), new Tuple(ints(n / 2))], [`%.${digits(n)}f`, 1]].map(([x, y]) => (interpreter) => binary("%", x!, y!, interpreter)),
  "|": (n) => [(interpreter) => binary("|", dict(n), dict(1), interpreter)],
  "==": (n) => [[a(n), `${a(n - 1)}b`], [list(n), list(n)], [shared(n), shared(n)], [dict(n), dict(n)]].map(([x, y]) => (interpreter) => compare("==", x!, y!, interpreter)),
  "<": (n) => [[a(n), `${a(n - 1)}b`], [list(n), list(n)], [shared(n), shared(n)]].map(([x, y]) => (interpreter) => compare("<", x!, y!, interpreter)),
  in: (n) => [[`${a(n / 4)}b${a(n / 4)}`, a(n)], [-1n, list(n)], [shared(n), dict(1)]].map(([x, y]) => (interpreter) => compare("in", x!, y!, interpreter)),
  "[]": (n) => [list(n), new Tuple(ints(n))].flatMap((x) => [new Slice(null, null, null), new Slice(null, null, -1n)].map((slice): Work => (interpreter) => x.getItem(slice, interpreter))),
  key: (n) => [(interpreter) => Dictionary.from([[shared(n), 1n]], interpreter), (interpreter) => Dictionary.from([[a(n), 1n]], interpreter)],
};

const method = (type: keyof typeof METHODS, name: string, [self, ...values]: Given): Work => call(builtins.method(self!, name) ?? `no ${type}.${name}`, ...values);

describe("work that grows is counted", () => {
  const functions = [...builtins.functions].map(([name, callee]) => {
    const given = FUNCTIONS[name] ?? (name.endsWith("Error") ? ERROR : undefined);
    return [name, given && ((n: number) => given(n).map((values) => call(callee, ...values)))] as const;
  });
  const methods = Object.entries(METHODS).flatMap(([type, table]) => Object.keys(table).map((name) => {
    const of = type as keyof typeof METHODS;
    const given = CALLS[of][name];
    return [`${type}.${name}`, given && ((n: number) => given(n).map((values) => method(of, name, values)))] as const;
  }));

  it.each([...functions, ...methods, ...Object.entries(OPERATORS)])("%s", (_, works) => {
    expect(works, "has no values here").toBeDefined();
    expect(uncounted(works!)).toEqual([]);
  });

  it("a function that counts nothing is found", () => {
    class Slow extends PythonObject {
      readonly typeName = "slow";
      override call({ positional: [n] }: Parameters<NonNullable<PythonObject["call"]>>[0]): Value { return ints(50 * Number(n)).length; }
    }
    expect(uncounted((n) => [call(new Slow(), BigInt(n))])).toHaveLength(1);
  });
});
