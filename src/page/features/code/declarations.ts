/** A small parser for TypeScript files: brackets, declarations and imports. It reads only the project's own files. */

/** A top-level declaration, with the comment before it. */
export interface Declaration {
  readonly name: string;
  readonly text: string;
}

/** A parsed file. */
export interface SourceFile {
  /** The path, such as "models/vae/model.ts". */
  readonly path: string;
  readonly text: string;
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** Imported name → path of its file, without extension. */
  readonly imports: ReadonlyMap<string, string>;
}

const continues = (line: string) => line === "" || /^[\s})\]]/.test(line);

/** Splits a text at blank lines that are not followed by an indented line. */
function paragraphs(text: string): readonly string[] {
  const found: string[][] = [[]];
  const lines = text.split("\n");
  lines.forEach((line, i) => {
    if (line === "" && !continues(lines[i + 1] ?? "x")) found.push([]);
    else found.at(-1)!.push(line);
  });
  return found.map((one) => one.join("\n")).filter((one) => one !== "");
}

const DECLARED = /^(?:export )?(?:const|function|interface|type) (\w+)/gm;

function resolvePath(from: string, specifier: string): string {
  const parts = from.split("/").slice(0, -1);
  for (const part of specifier.split("/")) {
    if (part === "..") parts.pop();
    else if (part !== ".") parts.push(part);
  }
  return parts.join("/");
}

/** Parses a file's declarations and imports. */
export function sourceFile(path: string, text: string): SourceFile {
  const declarations = new Map<string, Declaration>();
  for (const paragraph of paragraphs(text)) {
    for (const [, name] of paragraph.matchAll(DECLARED)) declarations.set(name!, { name: name!, text: paragraph });
  }
  const imports = new Map<string, string>();
  for (const [, names, specifier] of text.matchAll(/^import (?:type )?\{([^}]*)\} from "(\.[^"]*)";/gm)) {
    for (const name of names!.split(",")) {
      const local = name.trim().replace(/^type /, "");
      if (local) imports.set(local, resolvePath(path, specifier!));
    }
  }
  return { path, text, declarations, imports };
}

/** Strings and comments, in which brackets do not count. */
const QUIET = /"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\/\/.*|\/\*[\s\S]*?\*\//g;

const masked = (text: string): string => text.replace(QUIET, (part) => part.replace(/[^\n]/g, " "));

/** A part of a text, as offsets. */
export interface Range {
  readonly from: number;
  readonly to: number;
}

/** Returns the comma-separated entries of the list or object whose bracket opens at `open`, and the offset after its closing bracket. */
export function entriesAt(text: string, open: number): { readonly entries: readonly Range[]; readonly end: number } {
  const code = masked(text);
  const entries: Range[] = [];
  let depth = 0;
  let from = open + 1;
  const add = (to: number) => { if (text.slice(from, to).trim() !== "") entries.push({ from, to }); };
  for (let at = open; at < code.length; at++) {
    const letter = code[at]!;
    if ("([{".includes(letter)) depth++;
    if (")]}".includes(letter) && --depth === 0) {
      add(at);
      return { entries, end: at + 1 };
    }
    if (letter === "," && depth === 1) {
      add(at);
      from = at + 1;
    }
  }
  throw new Error("a bracket is not closed");
}

/** Returns the identifiers in a text that are not property names. */
export const namesIn = (text: string): readonly string[] =>
  [...new Set([...masked(text).matchAll(/(?<!\w|(?<!\.\.)\.)[A-Za-z_]\w*/g)].map(([name]) => name))];
