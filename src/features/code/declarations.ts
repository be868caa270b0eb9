/** TypeScript files as far as the code panel reads them: brackets, declarations and imports. They are the project's own. */

/** What a file declares at its top, with the comment before it. */
export interface Declaration {
  readonly name: string;
  readonly text: string;
}

export interface SourceFile {
  /** "models/vae/model.ts". */
  readonly path: string;
  readonly text: string;
  readonly declarations: ReadonlyMap<string, Declaration>;
  /** Name → path of the file that it comes from, without its ending. */
  readonly imports: ReadonlyMap<string, string>;
}

const continues = (line: string) => line === "" || /^[\s})\]]/.test(line);

/** Texts between blank lines, as long as what follows one is not indented. */
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

/** Where strings and comments are, brackets do not count. */
const QUIET = /"(?:[^"\\\n]|\\.)*"|`(?:[^`\\]|\\.)*`|\/\/.*|\/\*[\s\S]*?\*\//g;

const masked = (text: string): string => text.replace(QUIET, (part) => part.replace(/[^\n]/g, " "));

export interface Range {
  readonly from: number;
  readonly to: number;
}

/** The entries of the list or object whose bracket opens at `open`, between commas, and the place behind its closing bracket. */
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

/** The names in a text that are no properties of something else. */
export const namesIn = (text: string): readonly string[] =>
  [...new Set([...masked(text).matchAll(/(?<!\w|(?<!\.\.)\.)[A-Za-z_]\w*/g)].map(([name]) => name))];
