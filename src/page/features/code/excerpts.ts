/**
 * Excerpts of a model's source: its objectives and networks, the terms, and the functions that they call. They are extracted from the files
 * themselves, so that they always agree with what runs.
 */
import type { Model } from "../../../core/model/model";
import { entriesAt, namesIn, sourceFile, type Range, type SourceFile } from "./declarations";

/** An excerpt of a file. */
export interface Excerpt {
  readonly path: string;
  /** Lines with the loss columns whose terms they belong to. */
  readonly lines: readonly { readonly text: string; readonly columns: readonly string[] }[];
}

/** The models' files as text, some 190 KB, fetched with the panel that shows them. */
const sources = import.meta.glob<string>(
  ["../../../subject/models/*/*.ts", "!../../../subject/models/*/*.test.ts", "!../../../subject/models/*/texts.*.ts", "!../../../subject/models/*/{torch,torchParts,quality,presets}.ts"],
  { eager: true, query: "?raw", import: "default" },
);

/** Returns a file's text by its path "models/vae/model.ts"; undefined if it is no file of a model. */
export const readSource = (path: string): string | undefined => sources[`../../../subject/${path}`];

/** Declarations are followed through at most this many levels of references. */
const DEEPEST = 3;

interface Found {
  readonly file: SourceFile;
  readonly text: string;
}

/** Returns the declaration of a name and its file. */
function declarationOf(name: string, file: SourceFile, open: (path: string) => SourceFile | null): Found | null {
  const own = file.declarations.get(name);
  if (own) return { file, text: own.text };
  const from = file.imports.get(name);
  const other = from === undefined ? null : open(`${from}.ts`);
  const imported = other?.declarations.get(name);
  return imported ? { file: other!, text: imported.text } : null;
}

const isTerm = ({ text }: Found) => /\btex[,:]/.test(text) && !/^(?:export )?(?:interface|type) /m.test(text) && !text.includes("defineModel(");
const isFunction = ({ text }: Found) => /=>|^(?:export )?(?:async )?function /m.test(text) && !text.includes("defineModel(") && !isTerm({ text } as Found);

/** Returns the lines of a part of a file without their common indentation. `columns`: the loss columns by offset. */
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

/** Returns the text range of the property `name` in the argument of `defineModel`. */
function propertyOf({ text }: SourceFile, name: string): Range | null {
  const open = text.indexOf("defineModel({") + "defineModel(".length;
  const found = entriesAt(text, open).entries.find(({ from, to }) => new RegExp(`^\\s*(?:/\\*\\*.*\\*/\\s*)?${name}\\b`).test(text.slice(from, to)));
  return found ? { from: found.from + text.slice(found.from, found.to).search(/\S/), to: found.to } : null;
}

/** Returns the entries of each objective's list of terms. */
function termEntries({ text }: SourceFile, objectives: Range): readonly (readonly Range[])[] {
  const { entries } = entriesAt(text, text.indexOf("[", objectives.from));
  return entries.map(({ from, to }) => {
    const start = text.slice(from, to).search(/^\s*(?:\/\*\*.*\*\/\s*)?terms: \[|\bterms: \[/m);
    return start < 0 ? [] : entriesAt(text, text.indexOf("[", from + start)).entries;
  });
}

/** Returns the excerpts of a model, each declaration once. */
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

  /** Excerpts by file and text, in the order of discovery. */
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
