import { describe, expect, test } from "vitest";
import { models } from "../../../subject/models/registry";
import { entriesAt, namesIn, sourceFile } from "./declarations";
import { excerptsOf, readSource } from "./excerpts";
import { tokensOf } from "./tokens";

describe.each(models.map((model) => [model.id, model] as const))("of %s", (_, model) => {
  test("the page shows the source of every term, unchanged", () => {
    const excerpts = excerptsOf(model);
    const marked = new Set(excerpts.flatMap(({ lines }) => lines.flatMap(({ columns }) => columns)));
    expect([...marked].sort()).toEqual(model.objectives.flatMap(({ terms }) => terms.map(({ id }) => id)).sort());
    for (const { path, lines } of excerpts) {
      const text = readSource(path);
      for (const line of lines) expect(text).toContain(line.text);
    }
  });
});

test("a term's lines are its entry in the model's list and the declarations that the entry refers to, in any file", () => {
  const excerpts = excerptsOf(models.find(({ id }) => id === "vae")!);
  const linesIn = (file: string) => excerpts.filter(({ path }) => path === file)
    .flatMap(({ lines }) => lines.filter(({ columns }) => columns.includes("kl")).map(({ text }) => text)).join("\n");
  expect(linesIn("models/shared/terms.ts")).toMatch(/gaussianKl.*value: \(tf, \{ mu, logVar \}\)/s);
  expect(linesIn("models/vae/model.ts")).toMatch(/^const kl = weighted\(gaussianKl/m);
});

test("brackets in strings and comments do not count", () => {
  const text = 'const x = [f("a, [b"), /* , ] */ { c: [1, 2] }, `d]`];';
  const { entries, end } = entriesAt(text, text.indexOf("["));
  expect(entries.map(({ from, to }) => text.slice(from, to).trim())).toEqual(['f("a, [b")', "/* , ] */ { c: [1, 2] }", "`d]`"]);
  expect(text.slice(end)).toBe(";");
});

test("declarations include their comments and the blank lines within them", () => {
  const { declarations, imports } = sourceFile("models/a/model.ts", [
    'import { b, type C } from "../shared/b";', "", "/** What it is. */", "function f() {", "  one();", "", "  two();", "}", "", "const g = 1;",
  ].join("\n"));
  expect(declarations.get("f")!.text).toBe("/** What it is. */\nfunction f() {\n  one();\n\n  two();\n}");
  expect(declarations.get("g")!.text).toBe("const g = 1;");
  expect([...imports]).toEqual([["b", "models/shared/b"], ["C", "models/shared/b"]]);
});

test("names are identifiers outside of strings that are not properties", () => {
  expect(namesIn('kl, a.b("c"), { ...d }')).toEqual(["kl", "a", "d"]);
});

test("comments and keywords are not found in strings", () => {
  const kinds = (text: string, language: "python" | "typescript") => tokensOf(text, language).filter(({ kind }) => kind !== "plain").map(({ kind, text: part }) => [kind, part]);
  expect(kinds('x = 7 // 2  # half', "python")).toEqual([["comment", "# half"]]);
  expect(kinds('const a = "// for"; // why', "typescript")).toEqual([["keyword", "const"], ["comment", "// why"]]);
});
