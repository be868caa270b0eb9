/** Two tabs that store one document in one browser: each has the other's changes, and neither loses any. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { StoredDocument, type DocumentFormat } from "./storedDocument";

/** Texts by name. What this version cannot read begins with "newer". */
type Texts = Readonly<Record<string, string>>;
const FORMAT: DocumentFormat<Texts> = {
  name: "texts", empty: {},
  read: (text) => JSON.parse(text) as Texts,
  write: (value) => JSON.stringify(value),
  merge: (base, mine, theirs) => ({ ...theirs, ...Object.fromEntries(Object.entries(mine).filter(([key, one]) => one !== base[key])) }),
  versions: (value) => [value, Object.fromEntries(Object.entries(value).map(([key, one]) => [key, one.slice(0, 10)]))],
};

let stored: string | null = null;
let room = Infinity;
let denied = false;
const listeners = new Set<(event: { readonly key: string | null }) => void>();
/** Delivers the events of storage, which a sleeping tab receives late. */
const wake = (key: string | null = "texts") => listeners.forEach((listener) => listener({ key }));
const failIf = (fails: boolean) => { if (fails) throw new DOMException("no", "UnknownError"); };

beforeEach(() => {
  [stored, room, denied] = [null, Infinity, false];
  listeners.clear();
  vi.stubGlobal("addEventListener", (_: string, listener: () => void) => void listeners.add(listener));
  vi.stubGlobal("removeEventListener", (_: string, listener: () => void) => void listeners.delete(listener));
  vi.stubGlobal("localStorage", {
    getItem: () => { failIf(denied); return stored; },
    setItem: (_: string, text: string) => { failIf(text.length > room); stored = text; },
  });
});
afterEach(() => void vi.unstubAllGlobals());

function tab(mayChange = () => true) {
  const shown = { value: FORMAT.empty, unread: null as unknown };
  const document = new StoredDocument(FORMAT, { get: () => shown.value, set: (value, unread) => void Object.assign(shown, { value, unread }), mayChange });
  document.merge();
  const write = (change: Texts) => {
    shown.value = { ...shown.value, ...change };
    return document.store();
  };
  return { shown, document, write };
}
const inStorage = () => JSON.parse(stored!) as Texts;

test("two tabs change one document: both changes are stored, and both tabs have them", () => {
  const [one, other] = [tab(), tab()];
  one.write({ a: "1" });
  other.write({ b: "2" }); // it has not heard of the first change
  expect(inStorage()).toEqual({ a: "1", b: "2" });
  wake("another text");
  expect(one.shown.value).toEqual({ a: "1" });
  wake();
  expect([one.shown.value, other.shown.value, tab().shown.value]).toEqual(Array(3).fill({ a: "1", b: "2" }));
  one.write({ a: "3" });
  other.write({ a: "4" });
  other.document.dispose();
  one.write({ a: "5" });
  wake();
  expect([inStorage(), other.shown.value]).toEqual([{ a: "5", b: "2" }, { a: "4", b: "2" }]);
});

test("cleared storage takes nothing from a tab, and has its document again after the next change", () => {
  const { shown, write } = tab();
  write({ a: "1" });
  stored = null;
  wake(null);
  expect(shown).toEqual({ value: { a: "1" }, unread: null });
  write({ b: "2" });
  expect(inStorage()).toEqual({ a: "1", b: "2" });
});

const refuses = () => { throw new DOMException("denied", "SecurityError"); };
test.each([
  ["is denied", () => Object.defineProperty(globalThis, "localStorage", { configurable: true, get: refuses })],
  ["is null", () => vi.stubGlobal("localStorage", null)],
  ["cannot be read", () => vi.stubGlobal("localStorage", { getItem: refuses, setItem: () => undefined })],
  ["is full", () => vi.stubGlobal("localStorage", { getItem: () => null, setItem: refuses })],
])("if storage %s, nothing is stored, and the tab has its document", (_, deny) => {
  deny();
  const { shown, write } = tab();
  expect([write({ a: "1" }), shown.value]).toEqual([null, { a: "1" }]);
});

test("storage that cannot be read for a while is not overwritten", () => {
  const [one, other] = [tab(), tab()];
  one.write({ a: "1" });
  denied = true;
  expect([other.document.merge(), other.write({ b: "2" }), inStorage()]).toEqual([false, null, { a: "1" }]);
  denied = false;
  other.write({ c: "3" });
  expect(inStorage()).toEqual({ a: "1", b: "2", c: "3" });
});

test("a text that cannot be read stays until the reader replaces it, or another tab does", () => {
  stored = "newer";
  const [one, other] = [tab(), tab()];
  expect([one.shown.unread, one.write({ a: "1" }), stored]).toEqual([expect.any(SyntaxError), null, "newer"]);
  expect([one.document.store(true), inStorage(), one.write({ a: "2" })]).toEqual([{ a: "1" }, { a: "1" }, { a: "2" }]);
  other.shown.value = { b: "2" };
  wake();
  expect(other.shown).toEqual({ value: { a: "2", b: "2" }, unread: null });
});

test("where there is no room for the whole document, a smaller version is stored, and the tab has the whole one", () => {
  const [one, other] = [tab(), tab()];
  room = 40;
  const long = "0123456789, and more that does not fit";
  expect(one.write({ a: long })).toEqual({ a: "0123456789" });
  wake();
  other.write({ b: "2" });
  wake();
  expect([inStorage(), one.shown.value, one.document.stored]).toEqual([{ a: "0123456789", b: "2" }, { a: long, b: "2" }, { a: "0123456789", b: "2" }]);
  room = 5;
  expect([one.write({ c: "3" }), inStorage()]).toEqual([null, { a: "0123456789", b: "2" }]);
});

test("a document that must not change because of another tab changes when it may, or is stored", () => {
  let may = false;
  const [one, other] = [tab(() => may), tab()];
  other.write({ b: "2" });
  wake();
  expect(one.shown.value).toEqual({});
  may = true;
  one.document.update();
  expect(one.shown.value).toEqual({ b: "2" });
  may = false;
  other.write({ b: "3" });
  one.write({ a: "1" });
  expect(inStorage()).toEqual({ a: "1", b: "3" });
});

test("in a frame of another page the document is read, and changes last for the visit", () => {
  tab().write({ a: "1" });
  vi.stubGlobal("window", { parent: {} });
  const framed = tab();
  expect([framed.write({ b: "2" }), framed.shown.value, inStorage()]).toEqual([null, { a: "1", b: "2" }, { a: "1" }]);
});
