/** The ways in which mail, chats, forms and people change a link. For tests; not part of the page. */

export interface Mangling {
  readonly name: string;
  /** Returns what follows the page's address, from a fragment without its #. */
  readonly mangle: (fragment: string) => string;
}

const encodeAll = encodeURIComponent; // eslint-disable-line no-restricted-globals -- no text here has lone surrogates
const wide = (text: string) => text.replace(/[!-~]/g, (sign) => String.fromCodePoint(sign.codePointAt(0)! + 0xfee0));
const upper = (text: string) => text.toUpperCase();

/** Programs and drafts, whose letters are no names. */
const PACKED = /(?<=(?:draft|program)[=:])[\w-]{60,}/g;
const isPacked = (text: string) => text.search(PACKED) >= 0;
const NAMES = /(?<=(?:preset|model|lesson|study|exercise)=)[^&]*/g;

const inHash = (name: string, change: (fragment: string) => string): Mangling => ({ name, mangle: (fragment) => `#${change(fragment)}` });
/** Changes the pieces that are no free texts. */
const ofPieces = (change: (piece: string) => string) => (fragment: string) =>
  fragment.split("&").map((piece) => (/^(?:ask|answers|title|text)=/.test(piece) ? piece : change(piece))).join("&");
const ofValues = (change: (value: string) => string) => ofPieces((piece) => piece.replace(/(?<==)[^]*/, change));
const ofKeys = (change: (key: string) => string) => (fragment: string) => fragment.replace(/(?<=^|&)[^=&]+/g, change);
const withInside = (added: string) => (text: string) => `${text.slice(0, Math.floor(text.length / 2))}${added}${text.slice(Math.floor(text.length / 2))}`;
const unlessPacked = (change: (piece: string) => string) => (piece: string) => (isPacked(piece) ? piece : change(piece));

const PLACES: readonly Mangling[] = [
  ["?", "?"], ["index.html?", "index.html?"], ["%23", "%23"], ["index.html%23", "index.html%23"], ["a full-width #", "＃"], ["nothing", ""], ["a tracker and ?", "?fbclid=Iw-4&"], ["a tracker's query", "?fbclid=Iw-4#"],
].map(([name, before]) => ({ name: `${name} for #`, mangle: (fragment) => `${before}${fragment}` }));

const BEFORE = ["#", "?", "/", "!/", "\ufeff", "%23", "＃", "https://room.example/#"];
const AFTER = [
  ",", ")", ">", '"', "'", "*", ";", "]", "”", "…", "。", ".", "!", "?", ":", "»", "’", "）", "**", ").", "),", "%20", "\u200b", "\u00ad", "%0A", "&gt;", "&quot;", "%22", "%3E", "。这个", "&",
];
const AROUND = ["“”", '""', "''", "()", "<>", "[]", "«»", "（）"];
const SEPARATORS = ["&amp;", "&amp;amp;", "&#38;", "&#x26;", "& ", " & ", "&\n    ", "%0A&", "&%0A%20%20", "&%0A%3E%20", "%20%3E%20&"];
const INSIDE = ["\u00ad", "\u200b", "\u2060", "\ufeff", "\n", "\n  ", "%20", "%0A%20%20", "%0A%3E%20"];
const HYPHENS = ["\u2010", "\u2011", "–", "−", "－"];
const TRACKERS = ["utm_source=mail&utm_medium=x", "fbclid=IwAR123", "gclid=x-1", "gid=0", "mc_cid=1&mc_eid=2"];
const ENTITIES = [["&beta", "β"], ["&lang", "⟨"], ["&lang", "〈"], ["&part", "∂"], ["&range", "⟩e"], ["&image", "ℑ"], ["&between", "≬"], ["&compare", "∁are"], ["&engine", "ŋine"]] as const;

export const MANGLINGS: readonly Mangling[] = [
  ...PLACES,
  { name: "? for #, encoded", mangle: (fragment) => `?${encodeAll(fragment)}` },
  { name: "%23 for #, encoded", mangle: (fragment) => `%23${encodeAll(fragment)}` },
  inHash("encoded", encodeAll),
  inHash("encoded twice", (fragment) => encodeAll(encodeAll(fragment))),
  inHash("= encoded", (fragment) => fragment.replaceAll("=", "%3D")),
  inHash("& encoded", (fragment) => fragment.replaceAll("&", "%26")),
  inHash("@ , : | encoded", (fragment) => fragment.replace(/[@,:|]/g, encodeAll)),
  inHash("@ , encoded twice", (fragment) => fragment.replace(/[@,]/g, (sign) => encodeAll(encodeAll(sign)))),
  ...SEPARATORS.map((sign) => inHash(`${JSON.stringify(sign)} for &`, (fragment) => fragment.replaceAll("&", sign))),
  ...BEFORE.map((sign) => inHash(`${JSON.stringify(sign)} before it`, (fragment) => `${sign}${fragment}`)),
  ...AFTER.map((sign) => inHash(`${JSON.stringify(sign)} after it`, (fragment) => `${fragment}${sign}`)),
  ...AROUND.map((signs) => inHash(`${signs} around it`, (fragment) => `${signs[0]}${fragment}${signs[1]}`)),
  inHash("full-width signs in values", ofPieces(unlessPacked((piece) => piece.replace(/(?<==.*)[@,.:\d]/g, wide)))),
  inHash("full-width = and &", (fragment) => fragment.replace(/[=&]/g, wide)),
  ...INSIDE.map((sign) => inHash(`${JSON.stringify(sign)} inside each value`, ofValues(withInside(sign)))),
  ...INSIDE.map((sign) => inHash(`${JSON.stringify(sign)} inside each key`, ofKeys(withInside(sign)))),
  ...HYPHENS.map((sign) => inHash(`${sign} for -`, ofPieces(unlessPacked((piece) => piece.replaceAll("-", sign))))),
  inHash("a space for - in names", (fragment) => fragment.replace(NAMES, (name) => name.replaceAll("-", "%20"))),
  inHash("capital letters in keys", ofKeys(upper)),
  inHash("capital letters in names", (fragment) => fragment.replace(NAMES, upper)),
  inHash("a capital letter in names", (fragment) => fragment.replace(NAMES, (name) => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`)),
  inHash("capital letters", ofPieces(unlessPacked(upper))),
  ...TRACKERS.flatMap((tracker) => [
    inHash(`&${tracker} after it`, (fragment) => `${fragment}&${tracker}`), inHash(`?${tracker} after it`, (fragment) => `${fragment}?${tracker}`), inHash(`${tracker} before it`, (fragment) => `${tracker}&${fragment}`),
    { name: `? for #, &${tracker} after it`, mangle: (fragment: string) => `?${fragment}&${tracker}` },
  ]),
  ...ENTITIES.map(([from, to]) => inHash(`${to} for ${from}`, (fragment) => fragment.replaceAll(from, to))),
  inHash("+ for spaces", (fragment) => fragment.replaceAll("%20", "+")),
  inHash("a decimal comma", ofValues((value) => (/,/.test(value) ? value : value.replace(/(?<=\d)\.(?=\d)/g, ",")))),
  inHash("one wrong letter of a program", (fragment) => fragment.replace(PACKED, (text) => `${text.slice(0, 40)}${text[40] === "x" ? "y" : "x"}${text.slice(41)}`)),
  inHash("a program cut", (fragment) => fragment.replace(PACKED, (text) => text.slice(0, -9))),
  inHash("a program in small letters", (fragment) => fragment.replace(PACKED, (text) => text.toLowerCase())),
];
