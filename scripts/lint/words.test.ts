/**
 * The English texts of the page use no banned phrase of docs/glossary.md, no sentence that opens as a fragment, and no sentence of more
 * than 30 words. WORDS_REPORT=1 lists what breaks these rules in the folders that are not checked yet, and sentences of more than 20 words.
 */
import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";

/** Folders below src whose texts are checked. The others follow once their texts are rewritten. */
const CHECKED: readonly string[] = [
  "data", "doctor", "exercises", "features/audience", "features/code", "features/commandPalette", "features/embed", "features/fillIn", "features/follow", "features/keptRuns", "features/machineCheck", "features/offline",
  "features/ownData", "features/slowMotion", "features/suspendWhileHidden", "features/takeHome", "features/talk", "lessons", "measurements", "models", "studies",
];

/** Sentences that may break a rule, by their beginning, with the reason. */
const ALLOWED: readonly (readonly [beginning: string, reason: string])[] = [];

const LONGEST = 30;
const LONG = 20;

/** Openings of sentences without a subject. */
const FRAGMENT = /^(?:Of|Where|Which|Whose|As) [^,?]*\.$/;

const root = path.join(import.meta.dirname, "..", "..");

const banned = readFileSync(path.join(root, "docs/glossary.md"), "utf8").split("\n")
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

/** The modules by their paths below src. */
const modules = Object.fromEntries(Object.entries(import.meta.glob(["../../src/**/*.en.ts", "../../src/i18n/en/*.ts"], { eager: true }))
  .map(([file, exported]) => [file.replace("../../src/", ""), exported]));

const sentences = Object.entries(modules).flatMap(([file, exported]) => [...new Set(textsIn(exported))]
  .flatMap((text) => text.split(/(?<=[.?!][”’)]?)\s+|\n+/)).map((sentence) => ({ file, sentence, words: sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word)).length })));

const patterns = banned.map((phrase) => ({ phrase, pattern: new RegExp(`(?<![\\p{L}-])${phrase.replaceAll(/[.*+?^$()[\]{}|\\]/g, "\\$&")}(?![\\p{L}-])`, "iu") }));

/** What breaks a rule in a sentence. */
const faultsOf = ({ file, sentence, words }: (typeof sentences)[number]): readonly string[] => ALLOWED.some(([beginning]) => sentence.startsWith(beginning)) ? [] : [
  ...patterns.filter(({ pattern }) => pattern.test(sentence)).map(({ phrase }) => `${file}: “${phrase}” in: ${sentence}`),
  ...(FRAGMENT.test(sentence) ? [`${file}: a fragment: ${sentence}`] : []),
  ...(words > LONGEST ? [`${file}: ${words} words: ${sentence}`] : []),
];

const isChecked = (file: string) => CHECKED.some((folder) => file.startsWith(`${folder}/`));

test("the glossary bans phrases, and texts are found", () => {
  expect(banned).toEqual(expect.arrayContaining(["told", "cloud of codes", "goes on"]));
  expect(sentences.length).toBeGreaterThan(1000);
  expect(CHECKED.filter((folder) => !Object.keys(modules).some((file) => file.startsWith(`${folder}/`)))).toEqual([]);
});

test("no sentence breaks a rule", () => {
  expect(sentences.filter(({ file }) => isChecked(file)).flatMap(faultsOf)).toEqual([]);
});

test("every exception is needed", () => {
  expect(ALLOWED.filter(([beginning]) => !sentences.some(({ sentence }) => sentence.startsWith(beginning)))).toEqual([]);
});

test.runIf(process.env["WORDS_REPORT"])("report", () => {
  const long = sentences.filter(({ words }) => words > LONG);
  const unchecked = sentences.filter(({ file }) => !isChecked(file)).flatMap(faultsOf);
  console.log([
    ...unchecked, ...long.filter(({ file }) => isChecked(file)).map(({ file, sentence, words }) => `${file}: ${words} words: ${sentence}`),
    `${sentences.length} sentences, ${long.length} of more than ${LONG} words, ${long.filter(({ file }) => isChecked(file)).length} of these in checked folders; ${unchecked.length} faults in folders that are not checked`,
  ].join("\n"));
});
