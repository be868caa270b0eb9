import { readdirSync, readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { oddCharacter, repairedCode, withinAfter } from "./pastedCode";

const NBSP = "\xa0";

describe("repairedCode", () => {
  it.each([
    ["spaces of a PDF", `def f(x):\n${NBSP}${NBSP}${NBSP}${NBSP}return${NBSP}x\n`, "def f(x):\n    return x\n", ["space"]],
    ["a chat's spaces and zero-width characters", "\ufefffor i in range(3):\n\u3000\u3000x\u200b += i\u00ad\n", "for i in range(3):\n  x += i\n", ["invisible", "space"]],
    ["typographic quotes", "print(“hello”, ‘a’, f“{x}”)", "print(\"hello\", 'a', f\"{x}\")", ["quote"]],
    ["German, Swedish and full-width quotes", "a = „x“ + ”y” + ＂z＂", 'a = "x" + "y" + "z"', ["quote"]],
    ["quotes that were changed on one side", 'x = "hello”\ny = “a"', 'x = "hello"\ny = "a"', ["quote"]],
    ["a docstring of a word processor", "def f():\n    ”””Doesn’t “change”.\n    More\n    ”””\n", 'def f():\n    """Doesn’t “change”.\n    More\n    """\n', ["quote"]],
    ["an apostrophe within a string", "x = “don’t”", 'x = "don’t"', ["quote"]],
    ["operators", "y = −0.5 * (x – 1) × 2 ÷ 3 ∗ 4 if a ≤ b ≠ c else …", "y = -0.5 * (x - 1) * 2 / 3 * 4 if a <= b != c else ...", ["sign"]],
    ["full width", "def f（mu， log_var）：\n    return mu［０］ ＋ １", "def f(mu, log_var):\n    return mu[0] + 1", ["sign"]],
    ["an input method's brackets", "x = 【1、2】", "x = [1,2]", ["sign"]],
    ["ligatures of a PDF", "conﬁg = ﬂoat(1)", "config = float(1)", ["sign"]],
    ["line separators", "import torch\u2028x = 1 # a\u2028y = 2", "import torch\nx = 1 # a\ny = 2", ["line-break"]],
    ["a console", ">>> def f(x):\n...     return x\n...\n>>> f(1)\n", "def f(x):\n    return x\n\nf(1)\n", ["prompt"]],
    ["a console's spaces", `>>>${NBSP}x = 1`, "x = 1", ["space", "prompt"]],
    ["a string over several lines of a console", '>>> x = """a\n... b"""\n>>> y', 'x = """a\nb"""\ny', ["prompt"]],
    ["IPython", "In [3]: for i in x:\n   ...:     print(i)\n   ...: \nIn [4]: y", "for i in x:\n    print(i)\n\ny", ["prompt"]],
    ["Markdown", "```python\nx = 1\n```\n", "x = 1\n", ["fence"]],
    ["line numbers", " 9 import torch\n10 \n11 def f(x):\n12     return x\n", "import torch\n\ndef f(x):\n    return x\n", ["line-number"]],
    ["line numbers with points", "1. import torch\n2. x = 1", "import torch\nx = 1", ["line-number"]],
    ["line numbers before tabs", "9\timport torch\n10\tx = 1", "import torch\nx = 1", ["line-number"]],
  ])("%s", (_, pasted, expected, repairs) => {
    expect(repairedCode(pasted)).toEqual({ text: expected, repairs });
    expect(repairedCode(expected)).toEqual({ text: expected, repairs: [] });
  });

  it.each([
    ["strings and comments", `x = "“a” − \xa0\u200d ×"  # “a” isn’t − ×\ny = '''\n>>> “b”\n\`\`\`\n... c\n'''`],
    ["a docstring with an example", 'def f(x):\n    """Doubles.\n\n    >>> f(1)\n    2\n    """\n    return 2 * x\n'],
    ["an apostrophe that could end the string", "x = ‘don’t’"], ["a string within typographic quotes", "x = “say \"hi\"”"], ["a prime", "x′ = 1"],
    ["a quote without a second one", "x = “hello\ny = 1"], ["a long dash, which may have been two hyphens", "x = 1 — 2"],
    ["numbers that are the program's", "1\n2\n3\n"], ["numbers in a list", "x = [\n1 if a else 2,\n2 if b else 3,\n]"], ["lines that begin with numbers", "1 if a else 2\n2 if b else 3"],
    ["line numbers that would move the code", "9 import torch\n10 x = 1"], ["the output of a console", "2\n3"],
  ])("leaves %s alone", (_, text) => expect(repairedCode(text)).toEqual({ text, repairs: [] }));

  it("leaves what is pasted into a string or a comment alone", () => {
    const within = (before: string, pasted: string) => repairedCode(pasted, withinAfter(before)).text;
    expect(withinAfter("x = 'a' # b\ny = f(\"\"\"c\nd")).toBe('"""');
    expect(within("x = '", "“a” − b")).toBe("“a” − b");
    expect(within("x = 1 # ", "isn’t − b\ny = −1")).toBe("isn’t − b\ny = -1");
    expect(within('"""', "“a”\n>>> b\n\"\"\"\nx = −1")).toBe('“a”\n>>> b\n"""\nx = -1');
    expect(within("x = 'a'\n", "y = −1")).toBe("y = -1");
  });

  it("changes no program of this project", () => {
    const folders = ["src/torchSubset/program/cases", "src/torchSubset/python/cases"];
    const programs = folders.flatMap((folder) => readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".py")).map((name) => readFileSync(`${folder}/${name}`, "utf8")));
    expect(programs.length).toBeGreaterThan(1);
    for (const program of programs) expect(repairedCode(program)).toEqual({ text: program, repairs: [] });
  });

  it("changes no text without such characters and marks, and repairs nothing twice", () => {
    const token = fc.constantFrom("x", "β", "def f(a):", "return", '"', "'", '"""', "'''", "#", "\\", "\n", "    ", " ", "(", ")", "1", "2.5", "-", "...", ">>", "**", "损失", "é", "if", ":", "=");
    fc.assert(fc.property(fc.array(token, { maxLength: 40 }), (tokens) => {
      const text = tokens.join("");
      expect(repairedCode(text)).toEqual({ text, repairs: [] });
    }), { numRuns: 2000 });
    const odd = fc.constantFrom("“", "”", "’", "‘", "−", "×", "（", NBSP, "\u200b", "\u2028", "…", ">>> ", "... ", "```", "1 ", "x", '"', "'", "#", "\n", " ", "\\", "“““");
    fc.assert(fc.property(fc.array(odd, { maxLength: 30 }), (tokens) => {
      const once = repairedCode(tokens.join("")).text;
      expect(repairedCode(once).text.length).toBeLessThanOrEqual(once.length);
    }), { numRuns: 2000 });
  });
});

it("letters and marks of Python are not odd", () => {
  for (let code = 32; code < 127; code++) expect(oddCharacter(String.fromCharCode(code))).toBeNull();
  for (const letter of "\t\nβσé损あ·") expect(oddCharacter(letter)).toBeNull();
});
