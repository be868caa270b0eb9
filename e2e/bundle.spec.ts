/** The page's own bundle contains no tfjs, and no more than the agreed weight; only the worker carries the maths, and runs once. */
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { expect, test } from "@playwright/test";

const dist = path.join(import.meta.dirname, "..", "dist");

interface Chunk {
  readonly file: string;
  readonly css?: readonly string[];
  readonly imports?: readonly string[];
  readonly dynamicImports?: readonly string[];
}

let manifest: Record<string, Chunk> = {};
let scripts: string[] = [];

test.beforeAll(() => {
  manifest = JSON.parse(readFileSync(path.join(dist, ".vite", "manifest.json"), "utf8")) as Record<string, Chunk>;
  scripts = readdirSync(path.join(dist, "assets")).filter((file) => file.endsWith(".js"))
    .map((file) => `assets/${file}`);
});

/** JavaScript and CSS that a chunk leads to; workers are not among them. `later`: also what is fetched when it is opened. */
function filesFrom(key: string, later: boolean, seen = new Set<string>(), files = new Set<string>()): Set<string> {
  const chunk = manifest[key];
  if (!chunk || seen.has(key)) return files;
  seen.add(key);
  for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
  for (const next of [...(chunk.imports ?? []), ...(later ? chunk.dynamicImports ?? [] : [])]) filesFrom(next, later, seen, files);
  return files;
}

const pageFiles = () => filesFrom("index.html", true);
/** What loads before anything is on show: the first script, and what it evaluates next. */
const firstFiles = () => new Set(
  ["index.html", ...manifest["index.html"]?.dynamicImports ?? []].flatMap((key) => [...filesFrom(key, false)]),
);

const content = (file: string) => readFileSync(path.join(dist, file));
const gzipped = (files: Iterable<string>) => [...files].reduce((sum, file) => sum + gzipSync(content(file)).length, 0);

/** Sentences of tfjs-core and its backends that minifying leaves alone. */
const TFJS = [
  "Tensor is disposed", "registerKernel", "No backend found in registry", "tfjs-backend", "runWebGPUProgram",
  "makeTensorInfo",
];
const marksIn = (file: string) => TFJS.filter((mark) => content(file).includes(mark));

test("no file of the page contains tfjs", () => {
  const files = [...pageFiles()];
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) expect({ file, marks: marksIn(file) }).toEqual({ file, marks: [] });
});

test("the worker does contain it, so the check is awake", () => {
  const others = scripts.filter((file) => !pageFiles().has(file));
  expect(new Set(others.flatMap(marksIn)).size).toBeGreaterThanOrEqual(3);
});

test("nothing imports a worker's entry, which WebKit would run twice", () => {
  const entries = scripts.map((file) => path.basename(file)).filter((file) => file.startsWith("entry-"));
  expect(entries).not.toEqual([]);
  const page = pageFiles();
  for (const file of scripts.filter((one) => !page.has(one))) {
    const text = content(file).toString();
    expect({ file, imports: entries.filter((entry) => text.includes(entry)) }).toEqual({ file, imports: [] });
  }
});

/** Loaded only by readers who check their machine. */
const isOfCheck = (file: string) => path.basename(file).startsWith("machineHost-");
const CHECK_KB = 20;

test(`what checks the machine is a chunk of its own, of at most ${CHECK_KB} KB`, () => {
  const files = scripts.filter(isOfCheck);
  expect(files).toHaveLength(1);
  expect(gzipped(files)).toBeLessThanOrEqual(CHECK_KB * 1024);
  // A run loads nothing of it.
  expect(scripts.filter((file) => content(file).includes(path.basename(files[0]!))).map((file) => path.basename(file).split("-")[0])).toEqual(["entry"]);
});

/** All four backends together, of which a visitor loads one or two; the step compiler is some 30 KB of it, lines of PyTorch beside terms 1 KB, what studies measure 1 KB. */
const WORKER_KB = 373;

/** Loaded by those who read it. */
const isOfLanguage = (file: string) => /^zh-CN-/.test(path.basename(file));

/** The code beside the equation: the panel, the programs in PyTorch, the models' source as text. */
const isOfCode = (file: string) => /^CodePanel-/.test(path.basename(file));
/** Lessons and the panel that shows them, with their texts in every language: fetched when *Learn* is opened, or when the page is idle. */
const isOfLessons = (file: string) => /^(Lessons-|lessons\.|RunInHand-)/.test(path.basename(file));
/** Studies likewise, which share what is around a question with lessons (`RunInHand`). */
const isOfStudies = (file: string) => /^(Studies-|studies\.)/.test(path.basename(file));

/** A model with its texts and presets is some 1.7 KB of the page's first load, 0.7 KB of another language, and 1 KB of the worker. */
const FIRST_KB = 313;
const LANGUAGE_KB = 33;
/** Dialogs, instruments, files of runs: fetched when they are opened, or when the page is idle. */
const LATER_KB = 37;
/** A model is some 2 KB of it. */
const CODE_KB = 64;
/** A lesson is some 1 KB, and 1 KB in each language. */
const LESSONS_KB = 30;
/** A study is some 1 KB with its figure, and 1 KB in each language. */
const STUDIES_KB = 16;

test(`the page weighs at most ${FIRST_KB} KB gzip at first and ${LATER_KB} KB later, another language than English ${LANGUAGE_KB} KB more, lessons ${LESSONS_KB} KB, studies ${STUDIES_KB} KB, the worker at most ${WORKER_KB} KB`, () => {
  const [page, first] = [pageFiles(), firstFiles()];
  expect(first.size).toBeGreaterThanOrEqual(3);
  expect(gzipped(first)).toBeLessThanOrEqual(FIRST_KB * 1024);
  const later = [...page].filter((file) => !first.has(file) && !isOfLessons(file) && !isOfStudies(file));
  expect(gzipped(later.filter((file) => !isOfLanguage(file) && !isOfCode(file)))).toBeLessThanOrEqual(LATER_KB * 1024);
  expect(later.filter(isOfCode)).toHaveLength(1);
  expect(gzipped(later.filter(isOfCode))).toBeLessThanOrEqual(CODE_KB * 1024);
  expect(gzipped([...page].filter(isOfLessons))).toBeLessThanOrEqual(LESSONS_KB * 1024);
  expect(gzipped([...page].filter(isOfStudies))).toBeLessThanOrEqual(STUDIES_KB * 1024);
  expect(later.filter(isOfLanguage)).toHaveLength(1);
  expect(gzipped(later.filter(isOfLanguage))).toBeLessThanOrEqual(LANGUAGE_KB * 1024);
  expect(gzipped(scripts.filter((file) => !page.has(file) && !isOfCheck(file)))).toBeLessThanOrEqual(WORKER_KB * 1024);
});

test("the first script stays small, and the page's head fetches all of the first load and nothing else", () => {
  const { file, imports = [] } = manifest["index.html"]!;
  expect(imports).toEqual([]);
  expect(gzipped([file])).toBeLessThanOrEqual(3 * 1024);
  const named = [...content("index.html").toString().matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, name]) => name!);
  expect(new Set(named)).toEqual(firstFiles());
});

test("the content policy says nothing that a browser does not know, which would warn in its console", () => {
  const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(content("index.html").toString()) ?? [];
  expect(policy).toContain("worker-src");
  expect(policy).not.toContain("manifest-src"); // unknown to WebKit; there is no manifest
});
