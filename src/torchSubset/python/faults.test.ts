import { expect, it } from "vitest";
import { parse } from "./parse";
import { PythonProblem } from "./problem";

/** Returns what is wrong with a text, and the part that is marked. */
function faultIn(source: string): readonly string[] {
  try {
    parse(source);
  } catch (caught) {
    if (!(caught instanceof PythonProblem)) throw caught;
    const { problem, span } = caught;
    const marked = source.slice(span.from, span.to);
    return problem.kind === "syntax" ? [problem.fault, problem.what, marked] : problem.kind === "unsupported" ? ["unsupported", problem.what, marked] : [problem.kind, "", marked];
  }
  return [];
}

it.each([
  ["x = (1 +\ny = 2", ["unclosed", "(", "("]],
  ["x = f(g(1)\ny = [1, 2]\nz = 3\n", ["unclosed", "(", "("]],
  ["def f(x):\n    return [x\n\ny = 1\n", ["unclosed", "[", "["]],
  ["x = 1)\n", ["unopened", ")", ")"]],
  ["x = [1, 2)\n", ["mismatched", "[ )", ")"]],
  ["x = 'abc\ny = 1\n", ["string", "", "'abc"]],
  ['x = """abc\ny = 1\n', ["string", "", '"""abc']],
  ["if x:\ny = 1\n", ["indent-expected", "", "y = 1"]],
  ["for x in y:\n", ["indent-expected", "", "for x in y:"]],
  ["def f():\n    # nothing\n\nx = 1", ["indent-expected", "", "x = 1"]],
  ["x = 1\n  y = 2\n", ["indent-unexpected", "", "y = 2"]],
  ["if x:\n    y = 1\n  z = 2\n", ["indent-uneven", "", "z = 2"]],
  ["if x:\n    y = 1\n\tz = 2\n", ["tabs", "", "z = 2"]],
  ["if x == 1\n    y = 2\n", ["colon", "", "1"]],
  ["def f(a, b=[1])\n    return a\n", ["colon", "", ")"]],
  ["class A(nn.Module)  # a model\n    pass\n", ["colon", "", ")"]],
  ["else\n    x = 1", ["colon", "", "e"]],
  ["if x = 1:\n    y = 2\n", ["equals", "", "="]],
  ["while f(a=1) and (x = 2):\n    y = 2\n", ["equals", "", "="]],
  ["lambda = 0.1\n", ["keyword", "lambda", "lambda"]],
  ["x = f(1, lambda=3)\n", ["keyword", "lambda", "lambda"]],
  ["kl_😀 = 1\n", ["name", "kl_😀", "kl_😀"]],
  ["def f(a€):\n    pass\n", ["name", "a€", "a€"]],
  ["β, 损失, x_1 = 1, 2, 3\n", []],
  ["print x\n", ["print", "", "print x"]],
  ["print 'x'\n", ["print", "", "print 'x'"]],
  ["print(“hello”)\n", ["quote", "“", "“"]],
  ["x = 'a’\n", ["quote", "’", "’"]],
  ["y = 1\nx = −0.5\n", ["sign", "− -", "−"]],
  ["x = 2 × 3\n", ["sign", "× *", "×"]],
  ["x = 1 — 2\n", ["sign", "—", "—"]],
  ["def f（mu）：\n    return mu\n", ["sign", "（ (", "（"]],
  ["def f(x):\n\xa0\xa0\xa0\xa0return x\n", ["space", "U+00A0", "\xa0"]],
  ["\ufeffimport torch\n", ["invisible", "U+FEFF", "\ufeff"]],
  ["def f(x):\n    \u200breturn x\n", ["invisible", "U+200B", "\u200b"]],
  [">>> x = 1\n", ["copied", ">>>", ">>>"]],
  ["```python\nx = 1\n", ["copied", "```", "```"]],
  ["In [3]: for x in y:\n", ["copied", "In [3]:", "In [3]:"]],
  ["1 import torch\n2 x = 1\n", ["copied", "1", "1"]],
  ["x = '“a” − ×'  # “b” isn’t − ×\n", []],
  ["x = '“a”'  # −\ny = 1 2\n", ["unknown", "", "2"]],
  ["x = 1 2\ny = (3\n", ["unknown", "", "2"]],
  ["lambda lambda", ["unknown", "", "lambda"]],
  ["try:\n    x = 1\nexcept ValueError:\n    y = 2\n", ["unsupported", "try", "try"]],
  ["async def f():\n    pass\n", ["unsupported", "async", "async"]],
  ["match x:\n    case 1:\n        pass\n", ["unsupported", "match", "match"]],
  ["x = 1\ny = 1e400 + 2\n", ["too-large", "", "1e400"]],
  ["x = 'it is = # not ( a bracket'\nif x == \"a:\" \\\n    and (y or\n  z):\n    f(a=[1], b={2: 3})\n", []],
])("%j", (source, expected) => expect(faultIn(source)).toEqual(expected));

it("a problem can be sent to another thread", () => {
  try {
    parse("try:\n    pass\nexcept:\n    pass\n");
  } catch (caught) {
    expect(structuredClone((caught as PythonProblem).span)).toEqual({ from: 0, to: 3 });
  }
  expect.assertions(1);
});
