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
/** Only in frames of other pages. */
const POSTER = "src/features/embed/poster.ts";
/** What loads before anything is on show: the first script, and what it evaluates next. */
const firstFiles = () => new Set(
  ["index.html", ...manifest["index.html"]?.dynamicImports ?? []].filter((key) => key !== POSTER).flatMap((key) => [...filesFrom(key, false)]),
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

/** All four backends together, of which a visitor loads one or two; the step compiler is some 30 KB of it, lines of PyTorch beside terms 1 KB, what studies measure 2 KB, own data 1 KB. */
const WORKER_KB = 381;

/** A model with its texts and presets is some 1.7 KB of the page's first load, 0.7 KB of another language, and 1 KB of the worker. */
const FIRST_KB = 318;

/**
 * What is fetched when it is opened, or when the page is idle: by the names of its files, with its most in KB. Lessons and all below
 * them come with their texts in every language.
 */
const LATER = {
  "another language than English": { files: /^zh-CN-/, most: 31 },
  /** Of measurements and the list of keys, in both languages. */
  "texts of parts that are opened": { files: /^parts-/, most: 11 },
  "filling in": { files: /^(FillIn-|fillIn\.)/, most: 6 },
  /** What asks a worker for it, the dialog, and texts. */
  "the check of this machine": { files: /^(checkMachine-|MachineCheck-|CheckButton-|machineCheck\.)/, most: 10 },
  /** The panel, the programs in PyTorch, the models' source as text: a model is some 2 KB. */
  "the code": { files: /^(CodePanel-|code\.|program-)/, most: 66 },
  /** The program that goes on with a run, also as a notebook, and the one that decodes, when they are downloaded: the texts of `continue.py` and `continueOwn.py` are 8 KB of it. */
  "the run in PyTorch": { files: /^(continued-|notebook-|decoder-|safetensors-|torch-)/, most: 15 },
  /** A lesson is some 1 KB, a study with its figure, too, and each 1 KB in each language. */
  "lessons and studies": { files: /^(Lessons-|Studies-|learn|lesson-|registry-)/, most: 52 },
  /** A measurement is some 0.2 KB, besides 0.3 KB in each language among the texts of parts. */
  "measurements on demand": { files: /^MeasurementList-/, most: 4 },
  /** With figures of layers and codes, which slow motion shows, too, and texts. */
  "an image followed through the model": { files: /^(Follow-|follow\.|Layers-)/, most: 11 },
  /** With what computes it, in the worker. */
  "slow motion": { files: /^(SlowMotion-|slowMotion\.|slowStep-)/, most: 10 },
  /** With the library that makes codes, and the look of lecture mode. */
  "what a hall sees and takes part by": { files: /^(hall-|hall\.|lecture-)/, most: 15 },
  /** An illness is some 0.3 KB, and 0.5 KB in each language. */
  "the doctor": { files: /^(Doctor-|doctor\.|examineRun-)/, most: 13 },
  "what lessons and the doctor read off runs": { files: /^(readings\.|seen-)/, most: 4 },
  /** The dialog with its pad, in both languages; what reads files and drawings and unpacks archives, in a worker of its own. */
  "own data": { files: /^(OwnData|ownData)/, most: 26 },
  /** The poster with what it listens by, the panels without their page, and the dialog that writes links and frames. */
  "frames of other pages": { files: /^(poster|Embed|LinkChoices|ToCopy|embed\.|header\.)/, most: 11 },
  /** Figures, tables, archives and cards of runs, with what writes these, and texts. */
  "what is taken home": { files: /^(TakeHome-|takeHome\.|png-|runCard-)/, most: 24 },
  /** With what writes WebM, 40 KB, and GIF. */
  "its films": { files: /^film-/, most: 45 },
  /** What keeps the page's files, and the dialog in both languages. */
  "what works offline": { files: /^(OfflineButton-|offline[-.])/, most: 6 },
  /** Its editor, the keys, the speaker's window, what trains ahead, and texts. */
  "talks": { files: /^(Stage-|OwnRecordings-|talk[-.]|talkFile-|talkKeys-|storedTalk-|moments-|Speaker-|record-)/, most: 21 },
  /** What writes and reads them, the database's library, the shelf, and texts. */
  "kept runs": { files: /^(KeptRuns-|keptRuns\.|keeping-|database-)/, most: 14 },
  /** Of files, talks and notebooks: valibot, and JSON without double keys. */
  "what checks what is read": { files: /^(valibot-|json-)/, most: 4 },
} as const;
/** Other dialogs and instruments, files and cards of runs. */
const OTHERS_KB = 31;

const isOf = ({ files }: { readonly files: RegExp }) => (file: string) => files.test(path.basename(file));
const isOther = (file: string) => !Object.values(LATER).some((part) => isOf(part)(file));

test(`the page weighs at most ${FIRST_KB} KB gzip at first, the worker ${WORKER_KB} KB`, () => {
  const [page, first] = [pageFiles(), firstFiles()];
  expect(first.size).toBeGreaterThanOrEqual(3);
  expect(gzipped(first)).toBeLessThanOrEqual(FIRST_KB * 1024);
  expect(gzipped(scripts.filter((file) => !page.has(file) && !isOfCheck(file) && isOther(file)))).toBeLessThanOrEqual(WORKER_KB * 1024);
});

/** For pages of courses, by itself. */
const ELEMENT_KB = 3;

test(`the element is a plain script without imports, of at most ${ELEMENT_KB} KB`, () => {
  const text = content("elbo-room.js").toString();
  expect(gzipSync(text).length).toBeLessThanOrEqual(ELEMENT_KB * 1024);
  expect(text).not.toMatch(/\b(import|export)\b/);
  expect(content("elbo-room.d.ts").toString()).toContain("interface ElboRoomElement");
});

test("what comes later is in files of its own, and light", () => {
  const [page, first] = [pageFiles(), firstFiles()];
  expect(gzipped([...page].filter((file) => !first.has(file) && isOther(file)))).toBeLessThanOrEqual(OTHERS_KB * 1024);
  for (const [name, part] of Object.entries(LATER)) {
    const files = [...new Set([...page, ...scripts])].filter(isOf(part));
    expect(files, name).not.toEqual([]);
    expect(files.filter((file) => first.has(file)), name).toEqual([]);
    expect(gzipped(files) / 1024, name).toBeLessThanOrEqual(part.most);
  }
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
  expect(policy).not.toContain("manifest-src"); // unknown to WebKit; the default allows the manifest
});

test("every package that the page is made of stands in licences.txt, with a licence's text", () => {
  const { dependencies } = JSON.parse(readFileSync(path.join(dist, "..", "package.json"), "utf8")) as { dependencies: Record<string, string> };
  const text = content("licences.txt").toString();
  for (const [name, version] of Object.entries(dependencies)) expect(text).toContain(`${name} ${version}, `);
  for (const words of ["Permission is hereby granted", "Apache License", "SIL OPEN FONT LICENSE", "Mozilla Public License", "MNIST"]) expect(text).toContain(words);
});
