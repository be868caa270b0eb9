/** Two tabs that store notes in one browser: each shows the other's, and neither loses any. In a frame nothing is stored. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createAppStore } from "../../state/createAppStore";
import type { Store } from "../../state/store";
import type { StudyId } from "../../studies/ids";
import { EMPTY_EXERCISE, noteExercise, persistExerciseBook, readExerciseBook } from "./exercises/exerciseBook";
import { EMPTY_NOTES, persistNotebook, readNotebook } from "./lessons/notebook";
import { changeNotes } from "./lessons/useLesson";
import { withPoint } from "./studies/rateDistortion";
import { persistStudyNotes, readStudyNotes } from "./studies/studyNotes";

const [LESSONS, STUDIES] = ["elbo-room.lessons", "elbo-room.studies"] as const;
const texts = new Map<string, string>();
const listeners: (() => void)[] = [];
/** Delivers the events of storage, which a sleeping tab receives late. */
const wake = () => listeners.forEach((listener) => listener());

beforeEach(() => {
  texts.clear();
  listeners.length = 0;
  vi.stubGlobal("addEventListener", (_: string, listener: () => void) => void listeners.push(listener));
  vi.stubGlobal("localStorage", { getItem: (key: string) => texts.get(key) ?? null, setItem: (key: string, text: string) => void texts.set(key, text), removeItem: (key: string) => void texts.delete(key) });
});
afterEach(() => void vi.unstubAllGlobals());

function tab(): Store {
  const store = createAppStore();
  persistNotebook(store);
  persistStudyNotes(store);
  persistExerciseBook(store);
  return store;
}
const notes = (of: Store) => of.getState().notebook["elbo-terms"];
const guess = (of: Store, id: StudyId) => of.setState(({ studyNotes }) => ({ studyNotes: { ...studyNotes, guesses: { ...studyNotes.guesses, [id]: "down" } } }));
const outcome = { measured: { "loss kl": 5.4 }, curve: [[1, 0.02]] as const };

test("two tabs change the same lesson: every field has its last change, and both tabs show it", () => {
  const [one, other] = [tab(), tab()];
  changeNotes(one, "elbo-terms", { words: "The code pays.", guesses: { kl: "grows" } });
  changeNotes(other, "elbo-terms", { at: 3, guesses: { free: [1, 2] }, outcomes: { kl: outcome } });
  const both = { ...EMPTY_NOTES, at: 3, words: "The code pays.", guesses: { kl: "grows", free: [1, 2] }, outcomes: { kl: outcome } };
  expect(readNotebook(texts.get(LESSONS)!)).toEqual({ "elbo-terms": both });
  wake();
  expect([notes(one), notes(other)]).toEqual([both, both]);
  changeNotes(one, "elbo-terms", EMPTY_NOTES); // starts over
  changeNotes(other, "blur", { words: "Another lesson." });
  wake();
  expect(one.getState().notebook).toEqual({ "elbo-terms": EMPTY_NOTES, blur: { ...EMPTY_NOTES, words: "Another lesson." } });
  expect(readNotebook(texts.get(LESSONS)!)).toEqual(other.getState().notebook);
});

test("words that both tabs have changed remain, once, and both tabs show them", () => {
  const [one, other] = [tab(), tab()];
  const write = (store: Store, words: string) => changeNotes(store, "elbo-terms", { words });
  write(one, "First");
  write(other, "Second");
  expect(notes(other)!.words).toBe("First\n\nSecond");
  write(other, `${notes(other)!.words} thought`);
  wake();
  write(one, `${notes(one)!.words}.`);
  wake();
  expect([notes(one)!.words, notes(other)!.words]).toEqual(["First\n\nSecond thought.", "First\n\nSecond thought."]);
  write(one, "1".repeat(4000));
  write(other, "2".repeat(4000));
  expect(readNotebook(texts.get(LESSONS)!)["elbo-terms"]!.words.slice(3999)).toBe(`1\n\n${"2".repeat(998)}`); // longer words could not be read
});

test("of an exercise's program that both tabs have changed, both versions remain; one that only one tab has changed has no other", () => {
  const [one, other] = [tab(), tab()];
  const write = (store: Store, program: string) => noteExercise(store, "elbo", { program });
  const notesOf = (store: Store) => store.getState().exerciseBook.elbo;
  write(one, "first");
  wake();
  write(other, "second");
  wake();
  expect([notesOf(one), notesOf(other)]).toEqual([0, 1].map(() => ({ ...EMPTY_EXERCISE, program: "second" })));
  write(other, "third");
  write(one, "fourth"); // it does not know the third one yet
  write(one, "fourth, longer");
  wake();
  const both = { ...EMPTY_EXERCISE, program: "fourth, longer", other: "third" };
  expect([notesOf(one), notesOf(other), readExerciseBook(texts.get("elbo-room.exercises")!).elbo]).toEqual([both, both, both]);
  noteExercise(other, "elbo", { other: null });
  wake();
  expect(notesOf(one)!.other).toBeNull();
});

test("a program that is too long to be stored does not keep later ones from being stored", () => {
  const store = tab();
  const stored = () => readExerciseBook(texts.get("elbo-room.exercises")!).elbo?.program;
  for (const program of ["short", "#".repeat(200_000)]) noteExercise(store, "elbo", { program });
  expect(stored()).toBe("short");
  noteExercise(store, "elbo", { program: "short again" });
  expect(stored()).toBe("short again");
});

test("two tabs change the notes on studies: guesses and points of both remain", () => {
  const [one, other] = [tab(), tab()];
  const change = (store: Store, id: StudyId, run: string) => {
    guess(store, id);
    store.setState(({ studyNotes }) =>
      ({ studyNotes: { ...studyNotes, points: withPoint(studyNotes.points, { run, model: "vae", beta: 4, latent: 2, step: 400, rate: 8.1, distortion: 140.2 }) } }));
  };
  change(one, "rate-distortion", "a");
  change(other, "memorising", "b");
  wake();
  const both = { guesses: { "rate-distortion": "down", memorising: "down" }, points: [{ run: "a" }, { run: "b" }] };
  for (const found of [readStudyNotes(texts.get(STUDIES)!), one.getState().studyNotes, other.getState().studyNotes]) expect(found).toMatchObject(both);
  one.setState(({ studyNotes }) => ({ studyNotes: { ...studyNotes, points: [] } }));
  wake();
  expect(other.getState().studyNotes.points).toEqual([]);
});

test("cleared or unreadable storage takes no notes from a tab", () => {
  const store = tab();
  changeNotes(store, "elbo-terms", { words: "Mine." });
  guess(store, "rate-distortion");
  texts.clear();
  wake();
  changeNotes(store, "blur", { words: "Mine, too." });
  guess(store, "memorising");
  expect(readNotebook(texts.get(LESSONS)!)).toEqual({ "elbo-terms": { ...EMPTY_NOTES, words: "Mine." }, blur: { ...EMPTY_NOTES, words: "Mine, too." } });
  expect(readStudyNotes(texts.get(STUDIES)!).guesses).toEqual({ "rate-distortion": "down", memorising: "down" });
  const { getItem } = localStorage;
  vi.stubGlobal("localStorage", { ...localStorage, getItem: () => { throw new DOMException("busy", "UnknownError"); } });
  changeNotes(store, "blur", { words: "Lost?" });
  expect(texts.get(LESSONS)).not.toContain("Lost?");
  expect(store.getState().notices).toEqual([{ kind: "not-stored", what: "notes" }]);
  vi.stubGlobal("localStorage", { ...localStorage, getItem });
  changeNotes(store, "holes", { at: 1 });
  expect(readNotebook(texts.get(LESSONS)!)).toMatchObject({ blur: { words: "Lost?" }, holes: { at: 1 } });
  expect(store.getState().notices).toEqual([]);
});

const refuses = () => { throw new DOMException("denied", "SecurityError"); };
const written = (_: string, text: string) => void text;
test.each([
  ["is denied", () => Object.defineProperty(globalThis, "localStorage", { configurable: true, get: refuses })],
  ["is null", () => vi.stubGlobal("localStorage", null)],
  ["cannot be read", () => vi.stubGlobal("localStorage", { getItem: refuses, setItem: written })],
  ["is full", () => vi.stubGlobal("localStorage", { getItem: () => null, setItem: refuses })],
  ["is damaged", () => vi.stubGlobal("localStorage", { getItem: () => "{damaged", setItem: refuses })],
])("if storage %s, a notice says so once notes were made, not before", (_, deny) => {
  const changes: readonly ((store: Store) => void)[] = [
    (store) => changeNotes(store, "elbo-terms", { words: "Mine." }),
    (store) => guess(store, "rate-distortion"),
    (store) => noteExercise(store, "elbo", { program: "mine" }),
  ];
  deny();
  for (const change of changes) {
    const store = tab();
    expect(store.getState().notices).toEqual([]);
    change(store);
    expect(store.getState().notices).toEqual([{ kind: "not-stored", what: "notes" }]);
  }
});

test("in a frame of another page stored notes are read, changes last for the visit, and no notice appears", () => {
  changeNotes(tab(), "elbo-terms", { words: "Mine." });
  const stored = texts.get(LESSONS);
  vi.stubGlobal("window", { parent: {} });
  const framed = tab();
  changeNotes(framed, "elbo-terms", { at: 2 });
  expect(notes(framed)).toEqual({ ...EMPTY_NOTES, at: 2, words: "Mine." });
  expect([texts.get(LESSONS), framed.getState().notices]).toEqual([stored, []]);
});
