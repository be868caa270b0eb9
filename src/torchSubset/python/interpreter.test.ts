import { readFileSync } from "node:fs";
import path from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ProgramInterpreter } from "./interpreter";
import { parse } from "./parse";
import { PythonProblem } from "./problem";
import { Module } from "./classes";
import { Builtin } from "./functions";
import { signature } from "./signature";
import { MAX_WORK, type Value } from "./values";

const file = (name: string) => readFileSync(path.join(import.meta.dirname, "cases", name), "utf8");

const modules = new Map([["maths", new Module("maths", new Map<string, Value>([["pi", 3], ["double", new Builtin("double", signature("x"), ([x]) => Number(x) * 2)]]))]]);

/** Returns the lines that a program prints. */
function printed(source: string): readonly string[] {
  const lines: string[] = [];
  new ProgramInterpreter({ modules, print: (line) => lines.push(...line.split("\n")) }).run(parse(source));
  return lines;
}

/** Returns what is wrong with a program: the kind of the problem, and its place in the source. */
function problemOf(source: string): string {
  try {
    printed(source);
  } catch (caught) {
    if (!(caught instanceof PythonProblem)) throw caught;
    return `${caught.problem.kind}: ${source.slice(caught.span.from, caught.span.to)}`;
  }
  return "none";
}

it("prints what CPython 3.11 prints", () => {
  expect(printed(file("cases.py"))).toEqual(file("cases.txt").trimEnd().split("\n"));
});

it("imports what it is given", () => {
  expect(printed("import maths\nfrom maths import double as twice\nprint(maths.pi, twice(2))")).toEqual(["3.0 4.0"]);
});

describe("a refusal names the smallest wrong part", () => {
  it.each([
    ["x = (1 +\ny = 2", "syntax: ("],
    ["def f(:\n  pass", "syntax: ("],
    ["try:\n  x = 1\nexcept: pass", "unsupported: try"],
    ["x = {1, 2}", "unsupported: {1, 2}"],
    ["x = 3j", "unsupported: 3j"],
    ["async def f(): pass", "unsupported: async"],
    ["print(1 + undefined)", "unknown-name: undefined"],
    ["hidden = 3\nprint(2 * hiden)", "unknown-name: hiden"],
    ["def f():\n  print(x)\n  x = 1\nx = 2\nf()", "unset-name: x"],
    ["x = [1].apend(2)", "unknown-attribute: apend"],
    ["import math", "unknown-module: import math"],
    ["from maths import tau", "unknown-attribute: tau"],
    ["x = 1 + 'a'", "operator: 1 + 'a'"],
    ["x = -'a'", "operator: -'a'"],
    ["x = [1] < [None]", "operator: [1] < [None]"],
    ["x = 3(4)", "not-callable: 3(4)"],
    ["for i in 3: pass", "not-iterable: for i in 3: pass"],
    ["a, b = 1, 2, 3", "unpacking: a, b"],
    ["x = [1, 2][5]", "bad-index: [1, 2][5]"],
    ["x = {'a': 1}['b']", "no-key: {'a': 1}['b']"],
    ["def f(a): pass\nf()", "arguments: f()"],
    ["def f(a): pass\nf(1, 2)", "arguments: f(1, 2)"],
    ["def f(a): pass\nf(1, a=2)", "arguments: f(1, a=2)"],
    ["def f(a): pass\nf(1, b=2)", "arguments: f(1, b=2)"],
    ["len(1, 2)", "arguments: len(1, 2)"],
    ["x = 1 / (2 - 2)", "zero-division: 1 / (2 - 2)"],
    ["x = 1 % 0", "zero-division: 1 % 0"],
    ["assert 1 > 2, 'no'", "assertion: assert 1 > 2, 'no'"],
    ["raise NotImplementedError", "raised: raise NotImplementedError"],
    ["def f():\n  raise ValueError('too small')\nf()", "raised: raise ValueError('too small')"],
    ["raise 3", "value: raise 3"],
    ["f(1) = 2", "not-assignable: f(1)"],
    ["return 1", "outside: return 1"],
    ["if True: break", "outside: break"],
    ["int('a')", "value: int('a')"],
    ["next(iter([]))", "value: next(iter([]))"],
    ["with 3: pass", "operator: with 3: pass"],
    ["class A(3): pass", "value: 3"],
    ["super().f()", "value: super()"],
    ["f'{1:q}'", "value: f'{1:q}'"],
    ["while True: pass", "too-much: while True"],
    ["n = 0\nfor i in range(3):\n  while n >= 0:\n    for k in range(9): n += k", "too-much: while n >= 0"],
    ["def f(n): return f(n - 1) + f(n - 1) if n > 0 else 0\nf(40)", "too-much: "],
    ["def f(): return f()\nf()", "too-much: f()"],
    ["x = [0] * 10**7", "too-much: [0] * 10**7"],
    ["x = 'a' * 10**9", "too-much: 'a' * 10**9"],
    ["x = list(range(10**9))", "too-much: list(range(10**9))"],
    ["x = 2 ** 10**9", "value: 2 ** 10**9"],
    ["x = 1 << 10**9", "value: 1 << 10**9"],
    ["a, b = [1], [1]\nfor i in range(40):\n  a, b = [a, a], [b, b]\na == b", "too-much: a == b"],
    ["a = [1]\nfor i in range(9): a = [a] * 10\nrepr(a)", "too-much: repr(a)"],
    ["x = [0] * 100000\nfor i in range(100): y = x * 1", "too-much: for i in range(100)"],
    ["x = [0] * 100000\nfor i in range(100): y = x[:]", "too-much: for i in range(100)"],
    ["a = []\na.append(a)\nb = []\nb.append(b)\na == b", "too-much: a == b"],
    [`x = ${"(".repeat(300)}1${")".repeat(300)}`, "too-much: "],
  ])("%s", (source, problem) => {
    expect(problemOf(source).slice(0, problem.length)).toBe(problem);
  });

  it.each([
    ["f(1).x"], ["y = f(1)\nprint(y.x)"], ["y = 2 * f(1)"], ["y = f(1)\ny += 1"], ["y = -f(1)"], ["a, b = f(1)"], ["a, b = 1, f(1)\na + b"], ["for i in f(1): pass"], ["f(1)[0]"], ["f(1)()"],
    ["def g():\n  global y\n  y = f(1)\ng()\ny.x"], ["len(f(1))"], ["sum([1, 2], f(1))"], ["sum([1, f(1)])"], ["y = [f(1), 2]\ny[0] + y[1]"], ["def g(a):\n  return a + 1\ng(f(1))"], ["def g(a):\n  return a + 1\ny = f(1)\ng(a=y)"],
  ])("the function whose return is missing: %s", (use) => expect(problemOf(`def f(x):\n  y = 2 * x\n${use}`)).toBe("no-return: def f"));

  it.each([
    ["None.x", "unknown-attribute: x"], ["def f(): return None\nf().x", "unknown-attribute: x"], ["def f(): pass\ny = f()\ny = None\ny.x", "none: y = None"],
    ["def f(): pass\nf()\n(1).x", "unknown-attribute: x"], ["a, b = None", "not-iterable: a, b"], ["def f(): pass\nprint(f(), f() is None, f() == None)", "none"],
    ["class A:\n  def __init__(self):\n    self.x = None\na = A()\n2 * a.x", "none: self.x"], ["y = None\n1 + sum([2, y])", "none: y = None"], ["y = None\ny = 2\ny.x", "unknown-attribute: x"],
    ["def f(a=None): return 2 * a\nf()", "operator: 2 * a"], ["def f(a): return 2 * a\ny = None\nf(y)", "operator: 2 * a"],
  ])("no function is named where None was meant: %s", (source, problem) => expect(problemOf(source)).toBe(problem));

  it("suggests the nearest known name", () => {
    const nearestIn = (source: string) => {
      try {
        printed(source);
      } catch (caught) {
        return caught instanceof PythonProblem && "nearest" in caught.problem ? caught.problem.nearest : undefined;
      }
      return undefined;
    };
    expect(["hidden = 1\nhiden", "pritn(1)", "import mats", "[].apend(1)", "qwertzuiop"].map(nearestIn)).toEqual(["hidden", "print", "maths", "append", null]);
  });
});

it("a program of any text is refused in bounded time, and only with a problem", () => {
  const source = file("cases.py");
  const position = fc.nat(source.length);
  const mutation = fc.record({ at: position, length: fc.nat(12), from: position, kind: fc.constantFrom("delete", "insert", "swap") });
  fc.assert(fc.property(fc.array(mutation, { minLength: 1, maxLength: 4 }), (mutations) => {
    const mutated = mutations.reduce((text, { at, length, from, kind }) => {
      const piece = kind === "delete" ? "" : text.slice(from, from + length);
      return text.slice(0, at) + piece + text.slice(kind === "insert" ? at : at + length);
    }, source);
    expect(() => problemOf(mutated)).not.toThrow();
  }), { numRuns: 300 });
}, 120_000);

describe("no error of JavaScript's own reaches a reader", () => {
  it.each([
    ["class A:\n  def __iter__(self): return self\nfor x in A(): pass", "unsupported: for x in A(): pass"],
    ["it = [1]\nfor i in range(50000): it = enumerate(it)\nnext(it)", "too-much: next(it)"],
    ["it = [1]\nfor i in range(50000): it = (x for x in it)\nlist(it)", "too-much: "],
    ["it = [1]\nfor i in range(50000): it = map(str, it)\nlist(it)", "too-much: "],
    ['print(["a" * 99999] * 6000)', 'too-much: print(["a" * 99999] * 6000)'],
    ['s = "a" * 99999\ns.replace("a", s)', 'too-much: s.replace("a", s)'],
    ['s = "a" * 99999\ns.join([s] * 99999)', "too-much: s.join([s] * 99999)"],
    ['s = "a" * 99999\nprint(*([1] * 99999), sep=s)', "too-much: print(*([1] * 99999), sep=s)"],
    ["x = [] * 10 ** 12", "none"],
    ["class A:\n  def __call__(self): return self()\nA()()", "too-much: self()"],
    ["class A:\n  def __len__(self): return len(self)\nif A(): pass", "too-much: len(self)"],
    ["a = []\na.append(a)\nstr(a) + repr((a, a))", "none"],
    ["f = lambda: f()\nf()", "too-much: f()"],
    ["def f(g): return lambda: g()\ng = lambda: 1\nfor i in range(5000): g = f(g)\ng()", "too-much: g()"],
  ])("%j", (source, problem) => expect(problemOf(source).slice(0, problem.length)).toBe(problem));
});

describe("work that nobody sees is counted", () => {
  it.each([
    ["t = (1,)\nfor i in range(40): t = (t, t)\nd = {t: 1}"],
    ["t = (int,)\nfor i in range(40): t = (t, t)\nisinstance(1.5, t)"],
    ["s = 'a' * 99999\nfor i in range(150000): s[:]"],
    ["s = 'a,' * 49999\nfor i in range(150000): s.split(',')"],
    ["s = 'a' * 99999\nfor i in range(150000): s.upper()"],
    ["def make(base):\n  class A(base): pass\n  return A\nclass A: pass\nfor i in range(100000): A = make(A)"],
    [`def f(${Array.from({ length: 500 }, (_, i) => `a${i}=0`).join()}): pass\nfor i in range(150000): f()`],
    ["d = {i: 1 for i in range(1000)}\nfor i in range(150000): next(iter(d))"],
    ["x = [1]\nfor i in range(99998): x.insert(0, i)\nfor i in range(90000): x.insert(0, x.pop(0))"],
  ])("%s", (source) => expect(problemOf(source)).toMatch(/^too-much/));

  it.each([["float('1' * 99999 + 'x')"], ["('%' + '0' * 99990) % 1"], ["f\"{int('9' * 99999):,}\""], ["x = int('9' * 400)"], ["2 ** 1000 ** 2"], ["(2 ** 1000) ** 1000"]])("it is refused: %s", (source) => {
    expect(problemOf(source)).not.toBe("none");
  });
});

it("a problem has short texts, whatever a program writes", () => {
  const long = "W".repeat(99_000);
  for (const source of [`raise ValueError("${long}")`, `assert False, "${long}"`, `{}["${long}"]`, `int("${long}")`, `x = "a".${long}`, `import ${long}`, `${long}`, `${long} = = 1`, `"%" + "z"\n"{${long}}".format(1)`]) {
    let message = "";
    try {
      printed(source);
    } catch (caught) {
      message = caught instanceof PythonProblem ? caught.message + Object.values(caught.problem).join("") : long;
    }
    expect(message.length).toBeGreaterThan(0);
    expect(message.length).toBeLessThan(2000);
  }
});

it("counts its work", () => {
  expect(problemOf(`n = 0\nfor i in range(${MAX_WORK}):\n  n += 1`)).toMatch(/^too-much/);
});
