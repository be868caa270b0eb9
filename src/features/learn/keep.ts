/** What a reader has done stays in this browser. In a frame of another page it is read, and what is added holds for the visit. */
import { siteStorage, readText, writeText } from "../../core/browser/browserTexts";
import { isFramed } from "../../core/browser/framed";
import { parseStrictly } from "../../state/checkpoint/json";
import { reportStored } from "../../state/storageNotices";
import type { State, Store } from "../../state/store";

type Part = "notebook" | "studyNotes";

const kept: Readonly<Record<Part, WeakSet<Store>>> = { notebook: new WeakSet(), studyNotes: new WeakSet() };

/**
 * Opens what is kept under this name once, and keeps this part of the store from then on. `write`: the text that is stored next, from the value, the value
 * when it was written last, and the text that is stored now.
 */
export function keep<K extends Part>(
  store: Store, part: K, name: string, opened: (text: string | null, now: State[K]) => State[K], write: (value: State[K], written: State[K], text: string | null) => string,
): void {
  if (kept[part].has(store)) return;
  kept[part].add(store);
  let readable = true;
  const read = () => {
    readable = true;
    return readText(name, siteStorage, () => { readable = false; });
  };
  const value = opened(read(), store.getState()[part]);
  store.setState({ [part]: value } as Pick<State, K>); // a part of the store
  if (!readable && !isFramed()) reportStored(store, "notes", false);
  let written = value;
  store.subscribe((state, before) => {
    if (state[part] === before[part] || isFramed()) return;
    const text = write(state[part], written, read());
    const stored = readable && writeText(name, text); // what cannot be read is not overwritten
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
