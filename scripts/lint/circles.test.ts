/**
 * No file of `src/` or of a package is part of an import cycle, even of types alone: such files can only be read, moved and tested together.
 */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import ts from "typescript";
import { expect, it } from "vitest";

/** The files of an import cycle, with the first one repeated at the end; null if there is none. `imports`: by file. */
function findCircle(imports: ReadonlyMap<string, readonly string[]>): readonly string[] | null {
  const done = new Set<string>();
  const visit = (file: string, way: readonly string[]): readonly string[] | null => {
    if (way.includes(file)) return [...way.slice(way.indexOf(file)), file];
    if (done.has(file)) return null;
    for (const next of imports.get(file) ?? []) {
      const circle = visit(next, [...way, file]);
      if (circle) return circle;
    }
    done.add(file);
    return null;
  };
  for (const file of imports.keys()) {
    const circle = visit(file, []);
    if (circle) return circle;
  }
  return null;
}

function importsOf(file: string): readonly string[] {
  return ts.preProcessFile(readFileSync(file, "utf8")).importedFiles.flatMap(({ fileName }) => {
    if (!fileName.startsWith(".")) return [];
    const base = path.join(path.dirname(file), fileName);
    return [base, `${base}.ts`, `${base}.tsx`, path.join(base, "index.ts")].filter((one) => /\.tsx?$/.test(one) && existsSync(one));
  });
}

it("finds a cycle, also an indirect one", () => {
  expect(findCircle(new Map([["a", ["b"]], ["b", ["c", "d"]], ["c", []], ["d", ["b"]]]))).toEqual(["b", "d", "b"]);
  expect(findCircle(new Map([["a", ["b", "c"]], ["b", ["c"]], ["c", []]]))).toBeNull();
});

it.each([["src", 1000], ["packages/step-compiler/src", 100]])("finds none in %s", (folder, least) => {
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /\.tsx?$/.test(file));
  const imports = new Map(files.map((file) => path.join(folder, file)).map((file) => [file, importsOf(file)]));
  expect([...imports.values()].flat().length).toBeGreaterThan(least);
  expect(findCircle(imports)).toBeNull();
});
