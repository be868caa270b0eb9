/** The page's bundle contains no tfjs and stays within its size budget; only the worker contains the engine, and it runs once. */
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

/** The JavaScript and CSS that a chunk imports, without workers. `later`: also the dynamic imports. */
function filesFrom(key: string, later: boolean, seen = new Set<string>(), files = new Set<string>()): Set<string> {
  const chunk = manifest[key];
  if (!chunk || seen.has(key)) return files;
  seen.add(key);
  for (const file of [chunk.file, ...(chunk.css ?? [])]) files.add(file);
  for (const next of [...(chunk.imports ?? []), ...(later ? chunk.dynamicImports ?? [] : [])]) filesFrom(next, later, seen, files);
  return files;
}

const pageFiles = () => filesFrom("index.html", true);
/** What the first script fetches only in a frame of another page, and where the browser refuses what the page cannot do without. */
const RARE = ["src/page/features/embed/poster.ts", "src/page/app/substitutes.ts"];
/** The files that load before the page appears: the first script, and what it evaluates next. */
const firstFiles = () => new Set(
  ["index.html", ...manifest["index.html"]?.dynamicImports ?? []].filter((key) => !RARE.includes(key)).flatMap((key) => [...filesFrom(key, false)]),
);

const content = (file: string) => readFileSync(path.join(dist, file));
const gzipped = (files: Iterable<string>) => [...files].reduce((sum, file) => sum + gzipSync(content(file)).length, 0);

/** Strings of tfjs-core and its backends, which minification does not change. */
const TFJS = [
  "Tensor is disposed", "registerKernel", "No backend found in registry", "tfjs-backend", "runWebGPUProgram",
  "makeTensorInfo",
];
/** The first script requests the WASM binary before the worker is there, so its file name is no tfjs code. */
const marksIn = (file: string) => {
  const text = content(file).toString().replaceAll(/tfjs-backend-wasm[\w-]*\.wasm/g, "");
  return TFJS.filter((mark) => text.includes(mark));
};

test("no file of the page contains tfjs", () => {
  const files = [...pageFiles()];
  expect(files.length).toBeGreaterThan(0);
  for (const file of files) expect({ file, marks: marksIn(file) }).toEqual({ file, marks: [] });
});

test("the worker contains tfjs, so the check above is effective", () => {
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

/** Files that are loaded only for a check of the machine: the worker that asks for GPUs, and what it computes with. */
const isOfCheck = (file: string) => /^(machineHost|checks)-/.test(path.basename(file));
const CHECK_KB = 20;

test(`the check of the machine is in separate chunks of at most ${CHECK_KB} KB, of which the question for GPUs needs the smallest`, () => {
  const files = scripts.filter(isOfCheck);
  expect(files).toHaveLength(2);
  expect(gzipped(files)).toBeLessThanOrEqual(CHECK_KB * 1024);
  const [checks, host] = [...files].sort((a, b) => gzipped([b]) - gzipped([a]));
  expect(gzipped([host!])).toBeLessThanOrEqual(1024);
  // A run loads none of it.
  const importersOf = (file: string) => scripts.filter((other) => content(other).includes(path.basename(file))).map((other) => path.basename(other).split("-")[0]);
  expect(importersOf(host!)).toEqual(["entry"]);
  expect(importersOf(checks!)).toEqual(["machineHost"]);
});

/** All four backends together, of which a visitor loads one or two. The step compiler is some 30 KB of it, terms' lines of PyTorch 1 KB, measurements of studies 2 KB, own data 1 KB, pictures of saved runs 0.2 KB, the order of test images and recomputed steps 1 KB. What the values of a program's lines need of the engine is in files of its own, which takes 1 KB more; parameter groups and bounds on gradients are 1 KB, and what the check of the machine shares with a run 1 KB. */
const WORKER_KB = 391;

/** React is 68 KB of it. A model with its texts and presets is some 1.7 KB of the page's first load, 0.7 KB of another language, and 1 KB of the worker. Whether losses can be compared and values are outdated takes 1 KB of it, what scripts are told about wrong arguments 1 KB, and names of classes and saved runs, Train to step… the list of commands and the Lab's columns 3 KB, the menu of tools, the trained maps' list and Learn's list 1 KB, programs in links 1 KB, and what says of slow steps, and finds the run of each tab, 2 KB, and the events and effects of the run's machine, which have names, 2.7 KB. Preferences that are declarations, with the code that runs while they are on, are 0.3 KB. */
const FIRST_KB = 207;

/**
 * Parts that are fetched when they are opened, or when the page is idle: the names of their files and the maximum in KB. Lessons
 * and all parts below include their texts in every language.
 */
const LATER = {
  /** A first visit's first view does without them. KaTeX is 77 KB of them, uPlot 22 KB, and the styles of all panels 16 KB. */
  "the panels of a run": { files: /^(rooms|katex|uPlot)-/, most: 147 },
  /** Chinese and Spanish, of which a visitor loads one. */
  "other languages than English": { files: /^(zh-CN|es)-/, most: 56 },
  /** The same for the texts of all parts that are opened. */
  "parts in other languages": { files: /^later-/, most: 73 },
  /** The texts of measurements and of the list of keys. */
  "texts of parts that are opened": { files: /^parts-/, most: 6 },
  /** The map that Play shows before training; its images are a file beside the page. */
  "a trained map": { files: /^(TrainedMap-|trainedMap\.)/, most: 3 },
  "filling in": { files: /^(FillIn-|fillIn\.)/, most: 5 },
  /** The requests to a worker, the dialog, texts, and the facts about the browser, which run cards contain, too. */
  "the check of this machine": { files: /^(checkMachine-|MachineCheck-|CheckButton-|machineCheck\.|machine-|browserFacts-)/, most: 8 },
  /** The panel, the PyTorch programs, and the models' source as text: some 2 KB for each model. Its texts are 5 KB, the line that is not finite 2 KB, and the actions on talks, whose file has the same name, 4 KB. */
  "the code": { files: /^(CodePanel-|code\.|program[-.]|FailedLine-|NotFinite-|OwnProgram-|actions-)/, most: 84 },
  /** An exercise is some 1 KB, with its program, solution and batches, and has 1.3 KB of texts per language; its known mistakes, which the run's worker fetches, are 0.5 KB. */
  "exercises": { files: /^(OpenExercise-|exerciseBook-|lessonRuns-|exercises-)/, most: 67 },
  /** CodeMirror, 86 KB, and what reads programs in workers, 85 KB with its functions in Python, and 33 KB of parser, which the editor has, too; what describes them to the page is 2 KB. The values of lines, also in slow motion, and their gradients are 9 KB of it, and the exercises that the worker checks 13 KB. */
  "what a reader writes a program with": { files: /^(ProgramEditor-|LineValues-|StageLines-|codeMirror-|lezer-|reader-|worker-|fflate-|describing-|packed-)/, most: 292 },
  /** The downloadable programs that continue a run, also as a notebook, and that decode: `continue.py` and `continueOwn.py` are 8 KB of it. */
  "the run in PyTorch": { files: /^(continued-|notebook-|decoder-|safetensors-|torch-)/, most: 15 },
  /** A lesson is some 1 KB, as is a study with its figure, and each has 1 KB of texts per language; an exercise has its title there. What begins and continues them, and leads back to saved runs, is 4 KB. */
  "lessons and studies": { files: /^(Lessons-|Studies-|learn|lesson-|registry-|begin-|persist-)/, most: 69 },
  /** A measurement is some 0.2 KB, and 0.3 KB among the texts of parts. */
  "measurements on demand": { files: /^MeasurementList-/, most: 5 },
  /** Includes texts and the figures of layers and codes, which slow motion shows, too. */
  "an image followed through the model": { files: /^(Follow-|follow\.|Layers-)/, most: 9 },
  /** Includes its computation in the worker. */
  "slow motion": { files: /^(SlowMotion-|slowMotion\.|slowStep-)/, most: 10 },
  /** Includes the library for QR codes, and the styles of lecture mode. */
  "what an audience sees and takes part by": { files: /^(audience-|audience\.|lecture-)/, most: 12 },
  /** A failure mode is some 0.3 KB, and 0.5 KB; the values of presets with which runs are compared are 0.3 KB. */
  "the doctor": { files: /^(Doctor-|doctor\.|examineRun-)/, most: 12 },
  "what lessons and the doctor read off runs": { files: /^(readings\.|seen-)/, most: 4 },
  /** The dialog with its drawing pad; a separate worker that reads files and drawings and unpacks archives. Tables and NumPy's arrays are 2 KB of it, and so are refusals and the directories of archives, and what reads PNG without a canvas. */
  "own data": { files: /^(OwnData|ownData|SaveButton-)/, most: 22 },
  /** Includes the library of the list, 7 KB, what features offer there, and texts. */
  "the command palette": { files: /^(Palette-|commandPalette\.|commandFiles-|commands-)/, most: 13 },
  /** The poster with its message handling, the panels without their page, and the dialog that writes links and frames, with their locks. */
  "frames of other pages": { files: /^(poster|Embed|LinkChoices|CopyField|embed\.|header\.)/, most: 11 },
  /** Sentences on servers' policies and changed pages, and substitutes for what a browser refuses. */
  "what is in the way of the page": { files: /^(Obstacles-|NoWorkers-|obstacles\.|sentences-|find-|kinds-|substitutes-)/, most: 4 },
  /** The writers of figures, tables, archives and run cards, and texts. What tries whether a canvas can be read, with the decoder of PNG, is 2 KB, which the worker of own data and talks have, too. */
  "what is taken home": { files: /^(TakeHome-|takeHome\.|png-|runCard-|readback-|useHidesPixels-)/, most: 27 },
  /** fontkit, which reads typefaces, and jsPDF, half each: loaded only when an outlined SVG or a PDF is saved. */
  "outlines and PDF": { files: /^(outlines-|pdf-)/, most: 294 },
  /** Includes the writers of WebM and MP4, 53 KB, and GIF. */
  "its films": { files: /^film-/, most: 58 },
  /** The caching of the page's files, and the dialog. */
  "what works offline": { files: /^(OfflineButton-|offline[-.])/, most: 4.5 },
  /** The editor, the bar that adds moments, their pictures, 1 KB, their steps, the keys, the speaker's window, training ahead, and texts. */
  "talks": { files: /^(Stage-|OwnRecordings-|messages-|talk[-.]|talkFile-|talkKeys-|storedTalk-|moments-|Speaker-|record-)/, most: 23 },
  /** Writing and reading, the database library, the shelf, and texts. The events and effects of saving are 1 KB of it. */
  "kept runs": { files: /^(KeptRuns-|keptRuns\.|keeping-|database-)/, most: 14 },
  /** What reads an address as it was meant. */
  "links that mail and chats have changed": { files: /^mendAddress-/, most: 5 },
  /** The choice of what differs, the curve of the difference, and their texts. */
  "two compared runs": { files: /^(DifferenceChoice-|DifferenceCurve-|comparison\.)/, most: 3 },
  /** The heat maps and curves of densities, and their texts. */
  "densities of points": { files: /^(Densities-|ModelDensity-|densities\.)/, most: 5 },
  /** The validation of files, talks and notebooks: valibot, and JSON without duplicate keys. */
  "what checks what is read": { files: /^(valibot-|json-)/, most: 4 },
} as const;
/** Other dialogs and instruments, files and cards of runs. */
const OTHERS_KB = 32;

const isOf = ({ files }: { readonly files: RegExp }) => (file: string) => files.test(path.basename(file));
const isOther = (file: string) => !Object.values(LATER).some((part) => isOf(part)(file));

test(`the page weighs at most ${FIRST_KB} KB gzip at first, the worker ${WORKER_KB} KB`, () => {
  const [page, first] = [pageFiles(), firstFiles()];
  expect(first.size).toBeGreaterThanOrEqual(3);
  expect(gzipped(first)).toBeLessThanOrEqual(FIRST_KB * 1024);
  expect(gzipped(scripts.filter((file) => !page.has(file) && !isOfCheck(file) && isOther(file)))).toBeLessThanOrEqual(WORKER_KB * 1024);
});

/** The element for course pages. */
const ELEMENT_KB = 3;

test(`the element is a plain script without imports, of at most ${ELEMENT_KB} KB`, () => {
  const text = content("elbo-room.js").toString();
  expect(gzipSync(text).length).toBeLessThanOrEqual(ELEMENT_KB * 1024);
  expect(text).not.toMatch(/\b(import|export)\b/);
  expect(content("elbo-room.d.ts").toString()).toContain("interface ElboRoomElement");
});

test("the parts that are loaded later are in separate, small files", () => {
  const [page, first] = [pageFiles(), firstFiles()];
  expect(gzipped([...page].filter((file) => !first.has(file) && isOther(file)))).toBeLessThanOrEqual(OTHERS_KB * 1024);
  for (const [name, part] of Object.entries(LATER)) {
    const files = [...new Set([...page, ...scripts])].filter(isOf(part));
    expect(files, name).not.toEqual([]);
    expect(files.filter((file) => first.has(file)), name).toEqual([]);
    expect(gzipped(files) / 1024, name).toBeLessThanOrEqual(part.most);
  }
});

test("the list in Learn loads titles of exercises, and no other texts of them", () => {
  const text = ["src/page/features/learn/lessons/Lessons.tsx", "src/page/i18n/en/learning.ts"].flatMap((key) => [...filesFrom(key, false)]).map((file) => content(file).toString()).join("\n");
  expect(text).toContain("The negative ELBO");
  expect(text).not.toContain("negative_elbo(x, encoder, decoder)");
});

test("the first script stays small, and the page's head fetches all of the first load and nothing else", () => {
  const { file, imports = [] } = manifest["index.html"]!;
  expect(imports).toEqual([]);
  expect(gzipped([file])).toBeLessThanOrEqual(3 * 1024);
  const named = [...content("index.html").toString().matchAll(/(?:src|href)="\.\/(assets\/[^"]+\.(?:js|css))"/g)].map(([, name]) => name!);
  expect(new Set(named)).toEqual(firstFiles());
});

test("the content policy has no directive unknown to a browser, which would warn in its console", () => {
  const [, policy = ""] = /http-equiv="Content-Security-Policy" content="([^"]*)"/.exec(content("index.html").toString()) ?? [];
  expect(policy).toContain("worker-src");
  expect(policy).not.toContain("manifest-src"); // unknown to WebKit; the default allows the manifest
});

test("licences.txt has every package of the page, with the text of its licence", () => {
  const { dependencies } = JSON.parse(readFileSync(path.join(dist, "..", "package.json"), "utf8")) as { dependencies: Record<string, string> };
  const text = content("licences.txt").toString();
  for (const [name, version] of Object.entries(dependencies)) expect(text).toContain(`${name} ${version}, `);
  for (const words of ["Permission is hereby granted", "Apache License", "SIL OPEN FONT LICENSE", "Mozilla Public License", "MNIST"]) expect(text).toContain(words);
});
