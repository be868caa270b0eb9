/** Notes in a store are stored in the browser, and those of other tabs appear in it. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createAppStore } from "../../state/createAppStore";
import type { Store } from "../../state/store";
import type { StudyId } from "../../../course/studies/ids";
import { EXERCISE_BOOK, noteExercise, persistExerciseBook } from "./exercises/exerciseBook";
import { EMPTY_NOTES, NOTEBOOK, persistNotebook } from "./lessons/notebook";
import { changeNotes } from "./lessons/useLesson";
import { persistStudyNotes, STUDY_NOTES } from "./studies/studyNotes";

const texts = new Map<string, string>();
const listeners: ((event: { readonly key: null }) => void)[] = [];
const wake = () => listeners.forEach((listener) => listener({ key: null }));

beforeEach(() => {
  texts.clear();
  listeners.length = 0;
  vi.stubGlobal("addEventListener", (_: string, listener: () => void) => void listeners.push(listener));
  vi.stubGlobal("localStorage", { getItem: (key: string) => texts.get(key) ?? null, setItem: (key: string, text: string) => void texts.set(key, text) });
});
afterEach(() => void vi.unstubAllGlobals());

function tab(): Store {
  const store = createAppStore();
  persistNotebook(store);
  persistStudyNotes(store);
  persistExerciseBook(store);
  return store;
}
const guess = (of: Store, id: StudyId) => of.setState(({ studyNotes }) => ({ studyNotes: { ...studyNotes, guesses: { ...studyNotes.guesses, [id]: "down" } } }));

test("notes of two tabs are all stored, and both stores have them", () => {
  const [one, other] = [tab(), tab()];
  changeNotes(one, "elbo-terms", { words: "The code pays." });
  changeNotes(other, "elbo-terms", { at: 3 });
  guess(one, "rate-distortion");
  guess(other, "memorising");
  noteExercise(one, "elbo", { program: "first" });
  noteExercise(other, "elbo", { program: "second" });
  wake();
  const both = {
    notebook: { "elbo-terms": { ...EMPTY_NOTES, at: 3, words: "The code pays." } }, studyNotes: { guesses: { "rate-distortion": "down", memorising: "down" } },
    exerciseBook: { elbo: { program: "second", other: "first" } },
  };
  const [notebook, studyNotes, exerciseBook] = [NOTEBOOK, STUDY_NOTES, EXERCISE_BOOK].map(({ name, read }) => read(texts.get(name)!));
  for (const found of [one.getState(), other.getState(), { notebook, studyNotes, exerciseBook }]) expect(found).toMatchObject(both);
});

test("stored notes are read once, before `onRead` is called", () => {
  noteExercise(tab(), "elbo", { program: "mine" });
  const store = createAppStore();
  const programs: (string | null | undefined)[] = [];
  for (let k = 0; k < 2; k++) persistExerciseBook(store, () => void programs.push(store.getState().exerciseBook.elbo?.program));
  expect([programs, listeners.length]).toEqual([["mine", "mine"], 4]);
});

test("if storage is full, a notice says so once notes were made, not before; it goes when they are stored", () => {
  const { localStorage: allowed } = globalThis;
  const changes: readonly ((store: Store, round: number) => void)[] = [
    (store, at) => changeNotes(store, "elbo-terms", { at }),
    (store, round) => guess(store, round === 0 ? "rate-distortion" : "memorising"),
    (store, hints) => noteExercise(store, "elbo", { hints }),
  ];
  for (const change of changes) {
    vi.stubGlobal("localStorage", { getItem: () => "{damaged", setItem: () => { throw new DOMException("full", "QuotaExceededError"); } });
    const store = tab();
    expect(store.getState().notices).toEqual([]);
    change(store, 0);
    expect(store.getState().notices).toEqual([{ kind: "not-stored", what: "notes" }]);
    vi.stubGlobal("localStorage", allowed);
    change(store, 1);
    expect(store.getState().notices).toEqual([]);
  }
});

test("in a frame of another page no notice says that notes are not stored", () => {
  changeNotes(tab(), "elbo-terms", { words: "Mine." });
  vi.stubGlobal("window", { parent: {} });
  const framed = tab();
  changeNotes(framed, "elbo-terms", { at: 2 });
  expect([framed.getState().notebook["elbo-terms"], framed.getState().notices]).toEqual([{ ...EMPTY_NOTES, at: 2, words: "Mine." }, []]);
});
