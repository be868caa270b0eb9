/** What a reader has done stays in this browser. Storage may be forbidden; then it lasts for this visit. */
import type { State, Store } from "../state/store";

type Part = "notebook" | "studyNotes";

const kept: Readonly<Record<Part, WeakSet<Store>>> = { notebook: new WeakSet(), studyNotes: new WeakSet() };

/** Opens what is kept under this name once, and keeps this part of the store from then on. */
export function keep<K extends Part>(
  store: Store, part: K, name: string, opened: (text: string | null, now: State[K]) => State[K], write: (value: State[K]) => string,
): void {
  if (kept[part].has(store)) return;
  kept[part].add(store);
  try {
    const value = opened(localStorage.getItem(name), store.getState()[part]);
    store.setState({ [part]: value } as Pick<State, K>); // a part of the store
  } catch {
    // It is empty, then.
  }
  store.subscribe((state, before) => {
    if (state[part] === before[part]) return;
    try {
      localStorage.setItem(name, write(state[part]));
    } catch {
      // It holds for this visit only.
    }
  });
}
