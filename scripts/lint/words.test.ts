/**
 * The English texts of the page use no banned phrase of docs/glossary.md, no sentence that opens as a fragment, and no sentence of more
 * than 30 words. So do the claims and targets of `quality.ts`, the comments of the exercises' programs, names of layers, ids of models and presets, and the documentation. WORDS_REPORT=1
 * lists sentences of more than 20 words.
 */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { modelCases } from "../../src/engine/machine/modelCases";
import { models } from "../../src/subject/models/registry";
import { presets } from "../../src/subject/presets";

/** Sentences that may break a rule, by their beginning, with the reason. */
const ALLOWED: readonly (readonly [beginning: string, reason: string])[] = [
  ["told", "layers of pixel-flow: ids in saved files; the PyTorch program calls them condition"],
  ["gaps taken for empty", "id of a published preset"], ["learned likeness", "id of a published preset"],
];

const LONGEST = 30;
const LONG = 20;

/** Openings of sentences without a subject. */
const FRAGMENT = /^(?:Of|Where|Which|Whose|As) [^,?]*\.$/;

const root = path.join(import.meta.dirname, "..", "..");
const sourceOf = (file: string) => readFileSync(path.join(root, file), "utf8");
const filesIn = (folder: string, pattern: RegExp) => readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" })
  .filter((file) => pattern.test(file) && !/node_modules|dist\//.test(file)).map((file) => path.posix.join(folder, file.split(path.sep).join("/")));

const banned = sourceOf("docs/glossary.md").split("\n")
  .filter((line) => line.startsWith("| ")).map((line) => line.split(/(?<!\\)\|/))
  .flatMap((cells) => [...(cells.length > 4 ? cells[3]! : cells[1]!).matchAll(/`([^`]+)`/g)].map(([, phrase]) => phrase!));

/** Arguments for functions of texts: some take lists. */
const ARGUMENTS = [Array<string>(8).fill("3"), Array<readonly string[]>(8).fill(["3"]), ["3", ["3"], "3"]];

/** The result for the first arguments with which the function does not throw. */
function resultOf(text: (...all: readonly unknown[]) => unknown): unknown {
  for (const values of ARGUMENTS) {
    try {
      return text(...values);
    } catch { /* the next ones may suit */ }
  }
  throw new Error(`No arguments suit ${text.toString()}`);
}

/** Returns the texts of a module's exports, at every depth. */
function textsIn(part: unknown): readonly string[] {
  if (typeof part === "string") return [part];
  if (typeof part === "function") return textsIn(resultOf(part as (...all: readonly unknown[]) => unknown));
  return part !== null && typeof part === "object" ? Object.values(part).flatMap(textsIn) : [];
}

/** The texts of a page in Markdown, without code, names of files and quotations. */
const proseOf = (file: string): readonly string[] => sourceOf(file).replaceAll(/```[^]*?```|<!--[^]*?-->|<[^>]+>/g, "").replaceAll(/`[^`\n]*`|“[^”]*”/g, "–")
  .replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, (_, text: string) => (/^[\w./-]+(?:\.\w+|\/)$|^metrics\/judge$/.test(text) ? "–" : text)).split(/\n(?=\n|[-*|#] ?)/).flatMap((part) => part.replaceAll("\n", " ").split(/(?<!\\)\|/));

/** Where texts are, and whether their sentences are bounded; those of the documentation are not. */
interface Source {
  readonly file: string;
  readonly texts: readonly string[];
  readonly kind: "page" | "other" | "docs";
}

const read = (kind: Source["kind"], modules: Record<string, unknown>): readonly Source[] =>
  Object.entries(modules).map(([file, exported]) => ({ file: file.replace("../../src/", ""), texts: [...new Set(textsIn(exported))], kind }));

/** Says and targets; `find` and the like are not texts. */
const withoutFunctions = (part: unknown): unknown => {
  if (typeof part === "function") return null;
  if (Array.isArray(part)) return part.map(withoutFunctions);
  return part !== null && typeof part === "object" ? Object.fromEntries(Object.entries(part).map(([key, value]) => [key, withoutFunctions(value)])) : part;
};

const quality = import.meta.glob("../../src/**/quality.ts", { eager: true });
const sources: readonly Source[] = [
  ...read("page", import.meta.glob(["../../src/**/*.en.ts", "../../src/page/i18n/en/*.ts"], { eager: true })),
  ...read("other", Object.fromEntries(Object.entries(quality).map(([file, exported]) => [file, withoutFunctions({ ...(exported as object) })]))),
  ...filesIn("src/course/exercises", /program\.py$/).map((file): Source => ({ file, texts: sourceOf(file).split("\n").map((line) => line.match(/#\s*(.*)/)?.[1] ?? ""), kind: "other" })),
  { file: "names of layers", texts: [...new Set(modelCases.flatMap(({ model, h }) => Object.entries(model.networks(h)).flatMap(([name, { layers }]) => [name, ...Object.keys(layers)])))]
    .map((name) => name.replaceAll(/([A-Z]|\d+)/g, " $1").toLowerCase()), kind: "other" },
  { file: "ids of models and presets", texts: [...models, ...presets.map(({ name }) => ({ id: name }))].map(({ id }) => id.replaceAll("-", " ")), kind: "other" },
  { file: "index.html", texts: [sourceOf("index.html").match(/<meta name="description" content="([^"]*)"/)![1]!], kind: "page" },
  ...[...filesIn("docs", /\.md$/), ...filesIn("src", /README\.md$/), ...filesIn("packages", /README\.md$/), "README.md", "CONTRIBUTING.md", "SECURITY.md", "bench/README.md"]
    .filter((file) => file !== "docs/glossary.md").map((file): Source => ({ file, texts: proseOf(file), kind: "docs" })),
];

const sentences = sources.flatMap(({ file, texts, kind }) => texts
  .flatMap((text) => text.split(/(?<=[.?!][”’)]?)\s+|\n+/)).map((sentence) => ({ file, kind, sentence: sentence.trim(), words: sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length })));

const patterns = banned.map((phrase) => ({ phrase, pattern: new RegExp(`(?<![\\p{L}-])${phrase.replaceAll(/[.*+?^$()[\]{}|\\]/g, "\\$&")}(?![\\p{L}-])`, "iu") }));

/** What breaks a rule in a sentence. */
const faultsOf = ({ file, kind, sentence, words }: (typeof sentences)[number]): readonly string[] => ALLOWED.some(([beginning]) => sentence.startsWith(beginning)) ? [] : [
  ...patterns.filter(({ pattern }) => pattern.test(sentence)).map(({ phrase }) => `${file}: “${phrase}” in: ${sentence}`),
  ...(FRAGMENT.test(sentence) ? [`${file}: a fragment: ${sentence}`] : []),
  ...(kind !== "docs" && words > LONGEST ? [`${file}: ${words} words: ${sentence}`] : []),
];

test("the glossary bans phrases, and texts are found", () => {
  expect(banned).toEqual(expect.arrayContaining(["told", "cloud of codes", "goes on"]));
  for (const kind of ["page", "other", "docs"] as const) expect(sentences.filter((one) => one.kind === kind).length, kind).toBeGreaterThan(kind === "page" ? 5000 : 100);
  expect(sources.filter(({ texts }) => texts.length === 0).map(({ file }) => file)).toEqual([]);
});

test("no sentence breaks a rule", () => {
  expect(sentences.flatMap(faultsOf)).toEqual([]);
});

test("every exception is needed", () => {
  expect(ALLOWED.filter(([beginning]) => !sentences.some(({ sentence }) => sentence.startsWith(beginning)))).toEqual([]);
});

test.runIf(process.env["WORDS_REPORT"])("report", () => {
  const long = sentences.filter(({ kind, words }) => kind === "page" && words > LONG);
  console.log([...long.map(({ file, sentence, words }) => `${file}: ${words} words: ${sentence}`), `${sentences.length} sentences, ${long.length} of the page have more than ${LONG} words`].join("\n"));
});
