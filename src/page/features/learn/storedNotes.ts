/** How a reader's notes are stored. What is damaged or belongs to another version of the page is not read, and stays stored. */
import * as v from "valibot";
import { StoredDocument, type DocumentFormat } from "../../../core/browser/storedDocument";
import { parseStrictly } from "../../state/checkpoint/json";
import { reportStored } from "../../state/storageNotices";
import type { State, Store } from "../../state/store";

/** A stored object with unchecked values. */
type Fields = Readonly<Record<string, unknown>>;
type Part = "notebook" | "studyNotes" | "exerciseBook";

const persisted: Readonly<Record<Part, WeakSet<Store>>> = { notebook: new WeakSet(), studyNotes: new WeakSet(), exerciseBook: new WeakSet() };

/** Reads the stored notes into this part of the state, and stores its changes from then on. Calls `onRead` when the state has the stored notes. */
export function persist<K extends Part>(store: Store, part: K, format: DocumentFormat<State[K]>, onRead?: () => void): void {
  if (persisted[part].has(store)) return onRead?.();
  persisted[part].add(store);
  let merging = false;
  const document = new StoredDocument(format, {
    get: () => store.getState()[part],
    set(value) {
      merging = true;
      store.setState({ [part]: value } as Pick<State, K>); // `part` is a single key of the store
      merging = false;
    },
  });
  document.merge();
  onRead?.();
  store.subscribe((state, before) => {
    if (state[part] !== before[part] && !merging) reportStored(store, "notes", document.store() !== null);
  });
}

/** Returns the format of notes that are stored as a JSON object. A damaged text is read as {}. */
export const notesFormat = <T>(name: string, { read, merge, write }: {
  read(stored: Fields): T; merge(base: T, mine: T, theirs: T): T; write(value: T, base: T, stored: Fields): Fields;
}): DocumentFormat<T> => ({
  name, empty: read({}), merge, read: (text) => read(fieldsIn(text)), write: (value, base, text) => JSON.stringify(write(value, base, fieldsIn(text ?? "{}"))),
});

function fieldsIn(text: string): Fields {
  try {
    const found: unknown = parseStrictly(text);
    return typeof found === "object" && found !== null && !Array.isArray(found) ? { ...found } : {};
  } catch {
    return {};
  }
}

/** Returns how notes on several subjects are read, merged and written. No subject is left out, and notes that this version cannot read are never replaced. */
export function notesById<I extends string, N>(ids: readonly I[], schema: v.GenericSchema<unknown, N>, mergeOne: (base: N | undefined, mine: N, theirs: N) => N) {
  type Notes = Readonly<Partial<Record<I, N>>>;
  const each = <T>(value: (id: I) => T | undefined) => Object.fromEntries(ids.map((id) => [id, value(id)]).filter(([, one]) => one !== undefined)) as Readonly<Partial<Record<I, T>>>;
  return {
    read: (stored: Fields): Notes => each((id) => v.is(schema, stored[id]) ? v.parse(schema, stored[id]) : undefined),
    merge: (base: Notes, mine: Notes, theirs: Notes): Notes => each((id) => (mine[id] && theirs[id] ? mergeOne(base[id], mine[id], theirs[id]) : theirs[id] ?? mine[id])),
    write: (notes: Notes, base: Notes, stored: Fields): Fields => ({
      ...stored, ...each((id) => (notes[id] !== base[id] && v.is(schema, notes[id]) && (stored[id] === undefined || v.is(schema, stored[id])) ? notes[id] : undefined)),
    }),
  };
}

/** Returns `theirs` with the changes from `base` to `mine`, field by field. */
export function mergeFields<T extends object>(base: T, mine: T, theirs: T): T {
  const [before, now] = [new Map<string, unknown>(Object.entries(base)), new Map<string, unknown>(Object.entries(mine))];
  const changed = [...now].filter(([key, one]) => one !== before.get(key));
  return Object.fromEntries([...Object.entries(theirs).filter(([key]) => now.has(key) || !before.has(key)), ...changed]) as T;
}
