/**
 * What the page runs of a model, cut out of the files that it is made of: its objectives and networks, the terms, and the functions that
 * they call. Found by reading the files, so that it cannot say anything else than they do.
 */
import type { Model } from "../../core/model/model";
import { entriesAt, namesIn, sourceFile, type Range, type SourceFile } from "./declarations";

export interface Excerpt {
  readonly path: string;
  /** With the loss columns whose terms they belong to. */
  readonly lines: readonly { readonly text: string; readonly columns: readonly string[] }[];
}

/** The models' files as text: some 190 KB, which come with the panel that shows them. */
const sources = import.meta.glob<string>(
  ["../../models/*/*.ts", "!../../models/*/*.test.ts", "!../../models/*/texts.*.ts", "!../../models/*/{torch,torchParts,quality,presets}.ts"],
  { eager: true, query: "?raw", import: "default" },
);

/** "models/vae/model.ts" → its text; undefined: not among the models'. */
export const readSource = (path: string): string | undefined => sources[`../../${path}`];

/** A term's declaration may call for others, which call for others. */
const DEEPEST = 3;

interface Found {
  readonly file: SourceFile;
  readonly text: string;
}

/** The file in which a name is declared, and its declaration. */
function declarationOf(name: string, file: SourceFile, open: (path: string) => SourceFile | null): Found | null {
  const own = file.declarations.get(name);
  if (own) return { file, text: own.text };
  const from = file.imports.get(name);
  const other = from === undefined ? null : open(`${from}.ts`);
  const there = other?.declarations.get(name);
  return there ? { file: other!, text: there.text } : null;
}

const isTerm = ({ text }: Found) => /\btex[,:]/.test(text) && !/^(?:export )?(?:interface|type) /m.test(text) && !text.includes("defineModel(");
const isFunction = ({ text }: Found) => /=>|^(?:export )?(?:async )?function /m.test(text) && !text.includes("defineModel(") && !isTerm({ text } as Found);

/** Lines of a part of a file, moved to the left by what they have in common; `columns` by place in the text. */
function linesOf(text: string, columns: readonly (Range & { readonly column: string })[] = []): Excerpt["lines"] {
  let at = 0;
  const lines = text.split("\n").map((line) => {
    const [from, to] = [at, at + line.length];
    at = to + 1;
    const indent = line.search(/\S/);
    const own = columns.filter((one) => one.from <= to && one.to > from + Math.max(indent, 0)).map(({ column }) => column);
    return { text: line, columns: own };
  });
  const indent = Math.min(...lines.filter((line) => line.text.trim() !== "").map((line) => line.text.search(/\S/)));
  return lines.map((line) => ({ ...line, text: line.text.slice(indent) }));
}

/** The property `name` of what `defineModel` is given, as it stands in the file. */
function propertyOf({ text }: SourceFile, name: string): Range | null {
  const open = text.indexOf("defineModel({") + "defineModel(".length;
  const found = entriesAt(text, open).entries.find(({ from, to }) => new RegExp(`^\\s*(?:/\\*\\*.*\\*/\\s*)?${name}\\b`).test(text.slice(from, to)));
  return found ? { from: found.from + text.slice(found.from, found.to).search(/\S/), to: found.to } : null;
}

/** The entries of each objective's list of terms. */
export function termEntries({ text }: SourceFile, objectives: Range): readonly (readonly Range[])[] {
  const { entries } = entriesAt(text, text.indexOf("[", objectives.from));
  return entries.map(({ from, to }) => {
    const start = text.slice(from, to).search(/^\s*(?:\/\*\*.*\*\/\s*)?terms: \[|\bterms: \[/m);
    return start < 0 ? [] : entriesAt(text, text.indexOf("[", from + start)).entries;
  });
}

export function excerptsOf(model: Model): readonly Excerpt[] {
  const files = new Map<string, SourceFile | null>();
  const open = (path: string) => {
    if (!files.has(path)) {
      const text = readSource(path);
      files.set(path, text === undefined ? null : sourceFile(path, text));
    }
    return files.get(path)!;
  };
  const main = open(`models/${model.id}/model.ts`)!;
  const objectives = propertyOf(main, "objectives")!;
  const networks = propertyOf(main, "networks");
  const entries = termEntries(main, objectives);
  const columns = model.objectives.flatMap(({ terms }, i) =>
    terms.map(({ id }, k) => ({ ...entries[i]![k]!, column: id })));

  /** By file and text, in the order in which they were met. */
  const excerpts = new Map<string, { readonly found: Found; readonly columns: readonly string[] }>();
  const add = (found: Found, columns: readonly string[]) => {
    const key = `${found.file.path}\n${found.text}`;
    excerpts.set(key, { found, columns: [...new Set([...excerpts.get(key)?.columns ?? [], ...columns])] });
  };
  const follow = (text: string, file: SourceFile, column: string, depth: number): void => {
    for (const name of namesIn(text)) {
      const found = declarationOf(name, file, open);
      if (!found || found.text === text || !isTerm(found)) continue;
      add(found, [column]);
      if (depth > 1) follow(found.text, found.file, column, depth - 1);
    }
  };
  for (const { from, to, column } of columns) follow(main.text.slice(from, to), main, column, DEEPEST);
  const own = [objectives, ...(networks ? [networks] : [])];
  for (const { from, to } of own) {
    for (const name of namesIn(main.text.slice(from, to))) {
      const found = declarationOf(name, main, open);
      if (found && isFunction(found)) add(found, []);
    }
  }
  const within = (range: Range) => columns.map(({ from, to, column }) => ({ from: from - range.from, to: to - range.from, column }));
  return [
    ...own.map((range, i) => ({ path: main.path, lines: linesOf(`  ${main.text.slice(range.from, range.to)}`, i === 0 ? within({ ...range, from: range.from - 2 }) : []) })),
    ...[...excerpts.values()].map(({ found, columns: own }) => ({
      path: found.file.path, lines: linesOf(found.text).map((line) => ({ ...line, columns: own })),
    })),
  ];
}
