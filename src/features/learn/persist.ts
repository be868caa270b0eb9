/** Stores a reader's notes in this browser. In a frame of another page, stored notes are read, and changes last for the visit. */
import { siteStorage, readText, writeText } from "../../core/browser/browserTexts";
import { isFramed } from "../../core/browser/framed";
import { parseStrictly } from "../../state/checkpoint/json";
import { reportStored } from "../../state/storageNotices";
import type { State, Store } from "../../state/store";

type Part = "notebook" | "studyNotes";

const persisted: Readonly<Record<Part, WeakSet<Store>>> = { notebook: new WeakSet(), studyNotes: new WeakSet() };

/**
 * Reads the notes stored under this name once, and stores this part of the state from then on. `opened` returns the first value. `write`
 * returns the next text from the value, the value stored last, and the text stored now.
 */
export function persist<K extends Part>(
  store: Store, part: K, name: string, opened: (text: string | null, now: State[K]) => State[K], write: (value: State[K], written: State[K], text: string | null) => string,
): void {
  if (persisted[part].has(store)) return;
  persisted[part].add(store);
  let readable = true;
  const read = () => {
    readable = true;
    return readText(name, siteStorage, () => { readable = false; });
  };
  const value = opened(read(), store.getState()[part]);
  store.setState({ [part]: value } as Pick<State, K>); // `part` is a single key of the store
  if (!readable && !isFramed()) reportStored(store, "notes", false);
  let written = value;
  store.subscribe((state, before) => {
    if (state[part] === before[part] || isFramed()) return;
    const text = write(state[part], written, read());
    const stored = readable && writeText(name, text); // unreadable text is not overwritten
    if (stored) written = state[part];
    reportStored(store, "notes", stored);
  });
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
