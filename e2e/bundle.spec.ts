/** The page's bundle contains no tfjs and stays within its size budget; only the worker contains the engine, and it runs once. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
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

test("the check of the machine is in separate chunks, of which the question for GPUs needs the smallest", () => {
  const files = scripts.filter(isOfCheck);
  expect(files).toHaveLength(2);
  const [checks, host] = [...files].sort((a, b) => gzipped([b]) - gzipped([a]));
  expect(gzipped([host!])).toBeLessThanOrEqual(1024);
  // A run loads none of it.
  const importersOf = (file: string) => scripts.filter((other) => content(other).includes(path.basename(file))).map((other) => path.basename(other).split("-")[0]);
  expect(importersOf(host!)).toEqual(["entry"]);
  expect(importersOf(checks!)).toEqual(["machineHost"]);
});

/** Parts that are fetched when they are opened, or when the page is idle: the names of their files. All include their texts in every language. */
const LATER: Readonly<Record<string, RegExp>> = {
  /** A first visit's first view does without them. KaTeX is 77 KB of them, uPlot 22 KB, and the styles of all panels 16 KB. */
  "the panels of a run": /^(rooms|katex|uPlot)-/,
  /** Chinese and Spanish, of which a visitor loads one. */
  "other languages than English": /^(zh-CN|es)-/,
  /** The same for the texts of all parts that are opened. */
  "parts in other languages": /^later-/,
  /** The texts of measurements and of the list of keys. */
  "texts of parts that are opened": /^parts-/,
  /** The map that Play shows before training; its images are a file beside the page. */
  "a trained map": /^(TrainedMap-|trainedMap\.)/,
  "filling in": /^(FillIn-|fillIn\.)/,
  /** The requests to a worker, the dialog, texts, and the facts about the browser, which run cards contain, too. */
  "the check of this machine": /^(checkMachine-|MachineCheck-|CheckButton-|machineCheck\.|machine-|browserFacts-)/,
  /** The panel, the PyTorch programs, and the models' source as text: some 2 KB for each model. Its texts are 5 KB, the line that is not finite 2 KB, and the actions on talks, whose file has the same name, 4 KB. */
  "the code": /^(CodePanel-|code\.|program[-.]|FailedLine-|NotFinite-|OwnProgram-|actions-)/,
  /** An exercise is some 1 KB, with its program, solution and batches, and has 1.3 KB of texts per language; its known mistakes, which the run's worker fetches, are 0.5 KB. */
  "exercises": /^(OpenExercise-|exerciseBook-|lessonRuns-|exercises-)/,
  /** CodeMirror, 86 KB, and what reads programs in workers, 85 KB with its functions in Python, and 33 KB of parser, which the editor has, too; what describes them to the page is 2 KB. The values of lines, also in slow motion, and their gradients are 9 KB of it, and the exercises that the worker checks 13 KB. */
  "what a reader writes a program with": /^(ProgramEditor-|LineValues-|StageLines-|codeMirror-|lezer-|reader-|worker-|fflate-|describing-|packed-)/,
  /** The downloadable programs that continue a run, also as a notebook, and that decode: `continue.py` and `continueOwn.py` are 8 KB of it. */
  "the run in PyTorch": /^(continued-|notebook-|decoder-|safetensors-|torch-)/,
  /** A lesson is some 1 KB, as is a study with its figure, and each has 1 KB of texts per language; an exercise has its title there. What begins and continues them, and leads back to saved runs, is 4 KB. */
  "lessons and studies": /^(Lessons-|Studies-|learn|lesson-|registry-|begin-|persist-)/,
  /** A measurement is some 0.2 KB, and 0.3 KB among the texts of parts. */
  "measurements on demand": /^MeasurementList-/,
  /** Includes texts and the figures of layers and codes, which slow motion shows, too. */
  "an image followed through the model": /^(Follow-|follow\.|Layers-)/,
  /** Includes its computation in the worker. */
  "slow motion": /^(SlowMotion-|slowMotion\.|slowStep-)/,
  /** Includes the library for QR codes, and the styles of lecture mode. */
  "what an audience sees and takes part by": /^(audience-|audience\.|lecture-)/,
  /** A failure mode is some 0.3 KB, and 0.5 KB; the values of presets with which runs are compared are 0.3 KB. */
  "the doctor": /^(Doctor-|doctor\.|examineRun-)/,
  "what lessons and the doctor read off runs": /^(readings\.|seen-)/,
  /** The dialog with its drawing pad; a separate worker that reads files and drawings and unpacks archives. Tables and NumPy's arrays are 2 KB of it, and so are refusals and the directories of archives, and what reads PNG without a canvas. */
  "own data": /^(OwnData|ownData|SaveButton-)/,
  /** Includes the library of the list, 7 KB, what features offer there, and texts. */
  "the command palette": /^(Palette-|commandPalette\.|commandFiles-|commands-)/,
  /** The poster with its message handling, the panels without their page, and the dialog that writes links and frames, with their locks. */
  "frames of other pages": /^(poster|Embed|LinkChoices|CopyField|embed\.|header\.)/,
  /** Sentences on servers' policies and changed pages, and substitutes for what a browser refuses. */
  "what is in the way of the page": /^(Obstacles-|NoWorkers-|obstacles\.|sentences-|find-|kinds-|substitutes-)/,
  /** The writers of figures, tables, archives and run cards, and texts. What tries whether a canvas can be read, with the decoder of PNG, is 2 KB, which the worker of own data and talks have, too. */
  "what is taken home": /^(TakeHome-|takeHome\.|png-|runCard-|readback-|useHidesPixels-)/,
  /** fontkit, which reads typefaces, and jsPDF, half each: loaded only when an outlined SVG or a PDF is saved. */
  "outlines and PDF": /^(outlines-|pdf-)/,
  /** Includes the writers of WebM and MP4, 53 KB, and GIF. */
  "its films": /^film-/,
  /** The caching of the page's files, and the dialog. */
  "what works offline": /^(OfflineButton-|offline[-.])/,
  /** The editor, the bar that adds moments, their pictures, 1 KB, their steps, the keys, the speaker's window, training ahead, and texts. */
  "talks": /^(Stage-|OwnRecordings-|messages-|talk[-.]|talkFile-|talkKeys-|storedTalk-|moments-|Speaker-|record-)/,
  /** Writing and reading, the database library, the shelf, and texts. The events and effects of saving are 1 KB of it. */
  "kept runs": /^(KeptRuns-|keptRuns\.|keeping-|database-)/,
  /** What reads an address as it was meant. */
  "links that mail and chats have changed": /^mendAddress-/,
  /** The choice of what differs, the curve of the difference, and their texts. */
  "two compared runs": /^(DifferenceChoice-|DifferenceCurve-|comparison\.)/,
  /** The heat maps and curves of densities, and their texts. */
  "densities of points": /^(Densities-|ModelDensity-|densities\.)/,
  /** The validation of files, talks and notebooks: valibot, and JSON without duplicate keys. */
  "what checks what is read": /^(valibot-|json-)/,
};

const isOf = (files: RegExp) => (file: string) => files.test(path.basename(file));
const isOther = (file: string) => !Object.values(LATER).some((part) => isOf(part)(file));

/** The sizes of parts in KB of 1,024 bytes, gzip, that were recorded last. */
const RECORD = path.join(import.meta.dirname, "sizes.json");
const ADVICE = "`RECORD=1 npx playwright test bundle` records sizes that are intended";
/** A part may differ so much from its record. */
const toleranceOf = (kb: number) => Math.max(0.5, 0.03 * kb);

/** Returns the sizes of all parts in KB. */
function sizesNow(): Readonly<Record<string, number>> {
  const [page, first] = [pageFiles(), firstFiles()];
  const sizes: Record<string, readonly string[]> = {
    /** React is 68 KB of it. A model with its texts and presets is some 1.7 KB of the page's first load, 0.7 KB of another language, and 1 KB of the worker. Whether losses can be compared and values are outdated takes 1 KB of it, what scripts are told about wrong arguments 1 KB, and names of classes and saved runs, Train to step… the list of commands and the Lab's columns 3 KB, the menu of tools, the trained maps' list and Learn's list 1 KB, programs in links 1 KB, and what says of slow steps, and finds the run of each tab, 2 KB, and the events and effects of the run's machine, which have names, 2.7 KB. Preferences that are declarations, with the code that runs while they are on, are 0.3 KB. */
    "the page's first load": [...first],
    /** All four backends together, of which a visitor loads one or two. The step compiler is some 30 KB of it, terms' lines of PyTorch 1 KB, measurements of studies 2 KB, own data 1 KB, pictures of saved runs 0.2 KB, the order of test images and recomputed steps 1 KB. What the values of a program's lines need of the engine is in files of its own, which takes 1 KB more; parameter groups and bounds on gradients are 1 KB, and what the check of the machine shares with a run 1 KB. */
    "the worker": scripts.filter((file) => !page.has(file) && !isOfCheck(file) && isOther(file)),
    "the computation of the machine's check": scripts.filter(isOfCheck),
    /** For course pages. */
    "the element": ["elbo-room.js"],
    /** Dialogs and instruments, files and cards of runs. */
    "other parts that are opened": [...page].filter((file) => !first.has(file) && isOther(file)),
    ...Object.fromEntries(Object.entries(LATER).map(([name, files]) => [name, [...new Set([...page, ...scripts])].filter(isOf(files))])),
  };
  return Object.fromEntries(Object.entries(sizes).map(([name, files]) => [name, Math.round(gzipped(files) / 102.4) / 10]));
}

test("parts have their recorded sizes", () => {
  const sizes = sizesNow();
  if (process.env["RECORD"]) return writeFileSync(RECORD, `${JSON.stringify(sizes, null, 2)}\n`);
  const recorded = JSON.parse(readFileSync(RECORD, "utf8")) as Record<string, number>;
  expect(Object.keys(sizes), ADVICE).toEqual(Object.keys(recorded));
  const changed = Object.entries(sizes).filter(([name, kb]) => Math.abs(kb - recorded[name]!) > toleranceOf(recorded[name]!)).map(([name, kb]) => `${name}: ${kb} KB instead of ${recorded[name]}`);
  expect(changed, ADVICE).toEqual([]);
});

test("the element is a plain script without imports", () => {
  const text = content("elbo-room.js").toString();
  expect(text).not.toMatch(/\b(import|export)\b/);
  expect(content("elbo-room.d.ts").toString()).toContain("interface ElboRoomElement");
});

test("the parts that are loaded later are in separate files", () => {
  const [page, first] = [pageFiles(), firstFiles()];
  expect(first.size).toBeGreaterThanOrEqual(3);
  for (const [name, part] of Object.entries(LATER)) {
    const files = [...new Set([...page, ...scripts])].filter(isOf(part));
    expect(files, name).not.toEqual([]);
    expect(files.filter((file) => first.has(file)), name).toEqual([]);
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
