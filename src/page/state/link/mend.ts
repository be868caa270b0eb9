/**
 * Reads an address as it was meant, after mail, chats, forms and people have passed it on: a link in the wrong place, encoded once more, broken into
 * lines, in quotation marks, in other letters, or with the parameters of trackers. Only what can mean one thing is changed; the notices of
 * `urlCodec.ts` report the rest. A link as the page writes it stays the same to the letter, and free texts keep their punctuation.
 */
import { lossColumns } from "../../../core/model/model";
import { EXERCISE_IDS } from "../../../course/exercises/ids";
import { LESSON_IDS } from "../../../course/lessons/ids";
import { models } from "../../../subject/models/registry";
import { presets } from "../../../subject/presets";
import { STUDY_IDS } from "../../../course/studies/ids";
import { QUICK_MASKS } from "../fillIn";
import { INSTRUMENTS } from "../instruments";
import { linkKeys } from "../urlCodec";
import type { Place } from "./tidy";

/** What an address holds, decoded or not, has no lone surrogates. */
const encodeText = encodeURIComponent; // eslint-disable-line no-restricted-globals -- the page's first script would be split if this script shared a module with it

/** The keys by which a link is recognised. */
const STARTS = ["preset", "model", "program", "lesson", "study", "exercise"];
/** Free texts, and an address. */
const QUESTIONS = ["ask", "answers"];
const TEXTS = [...QUESTIONS, "title", "text", "origin"];
/** Values whose letters stay: packed contents, and a name that a reader chose. */
const CODES = ["program", "draft", "talk", "drawing", "own"];
/** Packed contents beside names: a program in `compare`, a mask in `hide`. */
const PACKED = /^(?:program:)?[\w-]{60}/;
/** Lists of any length: a comma at the end may be where the rest was cut off. */
const LISTS = ["then", "highlight", "panels", "lock", "without", "range"];

const KEYS = ["preset", "model", "program", ...Object.keys(linkKeys), ...models.flatMap((model) => Object.keys(model.hyperparameters))];
const NAMES = [
  ...INSTRUMENTS, ...QUICK_MASKS,
  ...presets.map(({ name }) => name), ...models.map(({ id }) => id), ...LESSON_IDS, ...STUDY_IDS, ...EXERCISE_IDS, "zh-CN",
  ...models.flatMap(({ hyperparameters }) => Object.values(hyperparameters).flatMap((spec) => (spec.kind === "choice" ? spec.options : []))),
  ...models.flatMap((model) => lossColumns(model).map(({ id }) => id)),
];
/** Returns what names are recognised by: their letters, as a hyphen may be where a line was broken. */
const lettersOf = (name: string) => name.toLowerCase().replaceAll("-", "");
const byLetters = (names: readonly string[]) => new Map(names.map((name) => [lettersOf(name), name]));
const keysByLetters = byLetters(KEYS);
const words = new Set([...NAMES, ...KEYS]);
const wordsByLetters = byLetters([...words]);

/** Returns the name that was meant by a word; undefined if it is none. */
const nameIn = (word: string): string | undefined => (words.has(word) ? word : wordsByLetters.get(lettersOf(word)));

/** Keys that begin with the name of a character in HTML, `&beta` like `&amp;`, and the character that some programs replace them by. */
const ENTITIES = new Map("β beta γ gamma σ sigma λ lambda α alpha ∂ part ⟨ lang \u2329 lang \u3008 lang ⟩ rang \u232a rang \u3009 rang ⦥ range ℑ image ≬ between ✓ check ŋ eng ∁ comp"
  .split(" ").flatMap((word, i, all) => (i % 2 === 0 ? [[encodeText(word), all[i + 1]!] as const] : [])));

const TRACKERS = /(?:^|[?&]|&amp;)(?:utm_\w+|mc_\w+|fbclid|gclid|gid|dclid|[gw]braid|msclkid|yclid|igshid|igsh)=[^&?]*/gi;
/** `&` as HTML writes it, once or more often. */
const AMPERSAND = /&(?:amp;|#0*38;|#x0*26;)+/gi;
const EQUALS = "=|%3D|%EF%BC%9D";
const EQUALS_SIGN = new RegExp(EQUALS, "i");
const ENCODED_AMPERSAND = new RegExp(`(?:%26|%EF%BC%86)(?:amp(?:;|%3B))*(?=(\\w+)(?:${EQUALS}|$|%26))`, "gi");
const ENTITY = new RegExp(`(${[...ENTITIES.keys()].join("|")})(\\w*)(?=(${EQUALS}))`, "gi");
const KEY_AND_VALUE = new RegExp(`^(.*?)(?:(${EQUALS})(.*))?$`, "is");
const INVISIBLE = /[\s\p{Cf}>]/gu;

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** Returns a text up to its last character of this kind. A regular expression would take a time that grows with the square of the length. */
function upToLast(kind: RegExp, text: string): string {
  let end = text.length;
  while (end > 0 && !kind.test(text[end - 1]!)) end--;
  return text.slice(0, end);
}

/** Encodes a value as the page writes it. */
const encoded = (value: string) => encodeText(value).replace(/%(?:2C|3A|40|7C|3D)/g, decodeURIComponent);

/** Decodes a fragment that was encoded as a whole, perhaps more than once. */
function unwrapped(text: string): string {
  if (/[=&]|%EF%BC%9D/i.test(text) || !/%(?:25)*3D/i.test(text)) return text;
  const next = decoded(text);
  return next === text ? text : unwrapped(next);
}

/** Returns the key that was meant; null if there is none. Settings of programs may have any name. */
function keyIn(written: string): string | null {
  const text = upToLast(/[\p{L}\p{N}_]/u, decoded(written).replace(INVISIBLE, "").replace(/^[^\p{L}\p{N}_]+/u, ""));
  return text.startsWith("_") ? text : keysByLetters.get(lettersOf(text.normalize("NFKC"))) ?? null;
}

const isKey = (written: string) => written.startsWith("_") || keysByLetters.has(lettersOf(written));

/** Splits a piece where a separator was encoded, or became part of a character. `alone`: the link has no other separator. */
function split(piece: string, alone: boolean): readonly string[] {
  const isText = TEXTS.includes(keyIn(piece.split(EQUALS_SIGN, 1)[0]!) ?? "");
  const cut = piece
    .replace(ENCODED_AMPERSAND, (found, key: string) => (isKey(key) && (!isText || alone) ? "&" : found))
    .replace(ENTITY, (found, sign: string, rest: string, equals: string, at: number) => {
      const key = `${ENTITIES.get(sign.toUpperCase())}${rest}`;
      const isName = at > 0 && !EQUALS_SIGN.test(piece.slice(0, at)); // of a program's setting
      const mayBeText = isText && (equals !== "=" || /^%C[EF]/i.test(sign)); // a text may speak of β=4
      return isKey(key) && !isName && !mayBeText ? `&${key}` : found;
    });
  return cut.split("&").filter((one) => one !== "");
}

/** Returns a free text as it was meant: without the end of a line; questions and answers have no invisible characters. `plus`: its spaces are written as +. */
function meantText(key: string, written: string, plus: boolean): string {
  let text = (plus ? written.replaceAll("+", "%20") : written).replace(QUESTIONS.includes(key) ? /%(?:C2%AD|E2%80%8B|E2%81%A0|EF%BB%BF)/gi : "", "");
  while (/%(?:20|0A|0D)$/i.test(text.slice(-3))) text = text.slice(0, -3);
  return text;
}

/** Returns another value as it was meant. `wordOf` returns the name that was meant by a word. */
function meantValue(key: string, written: string, wordOf: (word: string) => string): string {
  const value = decoded(written);
  if (/%[\da-f]{2}/i.test(value) && value !== written) return meantValue(key, value, wordOf); // encoded twice
  const isCode = CODES.includes(key) || PACKED.test(value);
  const plain = (isCode ? value : value.normalize("NFKC").replace(/[\u2010-\u2015\u2212\u2043]/g, "-")).replace(INVISIBLE, "");
  const short = upToLast(/[\w-]/, plain);
  const comma = plain[short.length] === "," && LISTS.includes(key) ? "," : "";
  const bare = `${short}${comma}`.replace(/^["'“”„‘’«»<([{*]+/, "");
  const meant = isCode ? bare : bare.replace(/[A-Za-z][\w-]*/g, wordOf);
  return meant === value ? written : encoded(meant);
}

/** The remains of HTML's entities after a link, such as `&gt;`. */
const REMNANT = /^(?:amp|[lg]t|quot|apos|nbsp|#\w+);?$/i;

interface Whole {
  /** The spaces of texts are written as +. */
  readonly plus: boolean;
  /** A program's names are not the page's. */
  readonly hasProgram: boolean;
}

/** Returns a piece as it was meant; "" if nothing is left of it. */
function meantPiece(piece: string, { plus, hasProgram }: Whole): string {
  const [, name = "", sign = "", value = ""] = KEY_AND_VALUE.exec(piece) ?? [];
  const key = keyIn(name);
  if (key === null) return sign === "" && !/[\p{L}\p{N}]/u.test(decoded(name).replace(REMNANT, "")) ? "" : piece;
  const written = key === decoded(name) ? name : encoded(key);
  if (sign === "") return written;
  if (TEXTS.includes(key)) return `${written}=${meantText(key, value, plus)}`;
  const isLoud = /^[^a-z]{2,}$/.test(name);
  const wordOf = (word: string) => (hasProgram ? word : nameIn(word) ?? (isLoud ? word.toLowerCase() : word));
  return `${written}=${meantValue(key, value, wordOf)}`;
}

/** Returns the pieces of a link as they were meant. */
function meantPieces(raw: string): readonly string[] {
  // The last # begins the link: texts in links have none.
  const text = unwrapped(raw.replace(/[^\x21-\x7e]+/g, encodeText).replace(AMPERSAND, "&").replace(TRACKERS, "").replace(/^[^=&]*#/, ""));
  const written = unwrapped(text).replace(AMPERSAND, "&").replace(TRACKERS, "").replace(/^[?&#!/]+/, "");
  const pieces = written.split("&").filter((piece) => piece !== "");
  const all = pieces.flatMap((piece) => split(piece, pieces.length === 1));
  const texts = all.filter((piece) => TEXTS.includes(keyIn(piece.split("=")[0]!) ?? "")).join(" ");
  const plus = !/%20/.test(texts) && (texts.match(/[^=|+]\+(?=[^|+])/g)?.length ?? 0) > 1;
  const hasProgram = all.some((piece) => /^program/i.test(piece));
  return all.map((piece) => meantPiece(piece, { plus, hasProgram })).filter((piece) => piece !== "");
}

const isLink = (pieces: readonly string[]) => pieces.some((piece) => STARTS.includes(piece.split("=")[0]!));

/** Returns the address that was meant: the path without a link, the query, and the fragment with its #. */
export function meantBy({ pathname, search, hash }: Place): Place {
  const inHash = meantPieces(hash.replace(/^#/, ""));
  const here = { pathname, search, hash: inHash.length > 0 ? `#${inHash.join("&")}` : "" };
  if (isLink(inHash)) return here;
  const inSearch = meantPieces(search.replace(/^\?/, ""));
  if (isLink(inSearch)) return { pathname, search: "", hash: `#${[...inSearch, ...inHash].join("&")}` };
  const [, path = "", tail = ""] = /^(.*?)(?:%23|%EF%BC%83)(.*)$/i.exec(pathname) ?? /^(.*?\/)([^/]*(?:=|%3D).*)$/i.exec(pathname) ?? [];
  const inPath = meantPieces(`${tail}${search.replace("?", "&")}`);
  return isLink(inPath) ? { pathname: path, search: "", hash: `#${[...inPath, ...inHash].join("&")}` } : here;
}
