/** Stores a reader's notes in this browser, and merges those of other tabs. In a frame of another page, stored notes are read, and changes last for the visit. */
import { siteStorage, readText, writeText } from "../../core/browser/browserTexts";
import { parseStrictly } from "../../state/checkpoint/json";
import { reportStored } from "../../state/storageNotices";
import type { State, Store } from "../../state/store";

type Part = "notebook" | "studyNotes" | "exerciseBook";

/** How a part of the state is stored as a text. */
export interface Stored<T> {
  readonly name: string;
  /** Reads a stored text. Never throws. */
  read(text: string | null): T;
  /** Returns `theirs` with the changes from `base` to `mine`. */
  merge(base: T, mine: T, theirs: T): T;
  /** Returns the stored text with the changes since `before`. */
  write(value: T, before: T, text: string | null): string;
}

const persisted: Readonly<Record<Part, WeakSet<Store>>> = { notebook: new WeakSet(), studyNotes: new WeakSet(), exerciseBook: new WeakSet() };

/**
 * Merges the stored notes into this part of the state, now and whenever another tab stores some, and stores its changes from then on. Calls `onRead` when the state
 * has the stored notes.
 */
export function persist<K extends Part>(store: Store, part: K, { name, read, merge, write }: Stored<State[K]>, onRead?: () => void): void {
  if (persisted[part].has(store)) return onRead?.();
  persisted[part].add(store);
  let text: string | null = null;
  /** The notes as last read or stored. */
  let base = read(null);
  let merging = false;

  /** Merges what another tab has stored. Returns false if it cannot be read and must not be overwritten. */
  function mergeStored(): boolean {
    let readable = true;
    const now = readText(name, siteStorage, () => { readable = false; });
    if (!readable || now === text) return readable;
    text = now;
    const before = base;
    base = read(now);
    if (now === null) return true; // if storage was cleared, this tab still has the notes
    merging = true;
    store.setState({ [part]: merge(before, store.getState()[part], base) } as Pick<State, K>); // `part` is a single key of the store
    merging = false;
    return true;
  }

  mergeStored();
  onRead?.();
  addEventListener("storage", mergeStored);
  store.subscribe((state, before) => {
    if (state[part] === before[part] || merging) return;
    const readable = mergeStored();
    const value = store.getState()[part];
    const next = write(value, base, text);
    const stored = readable && writeText(name, next);
    if (stored) [base, text] = [value, next];
    reportStored(store, "notes", stored);
  });
}

/** Returns `theirs` with the changes from `base` to `mine`, field by field. */
export function mergeFields<T extends object>(base: T, mine: T, theirs: T): T {
  const fields = (of: T) => new Map<string, unknown>(Object.entries(of));
  const [before, now, merged] = [fields(base), fields(mine), fields(theirs)];
  for (const key of new Set([...before.keys(), ...now.keys()])) {
    if (now.get(key) === before.get(key)) continue;
    if (now.has(key)) merged.set(key, now.get(key));
    else merged.delete(key);
  }
  return Object.fromEntries(merged) as T;
}

/** Parses a stored text to an object with unchecked values. Returns {} if there is no text, it is damaged, or it is not an object. */
export function storedObject(text: string | null): Readonly<Record<string, unknown>> {
  try {
    const found: unknown = parseStrictly(text ?? "{}");
    return typeof found === "object" && found !== null && !Array.isArray(found) ? { ...found } : {};
  } catch {
    return {};
  }
}
