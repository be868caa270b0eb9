/** Keeps the address at the current experiment: it writes the address when a change has settled, never while something is dragged. */
import { NO_GUESSES } from "../state/guesses";
import { mapOf } from "../state/instrumentSettings";
import { LINK_KEYS } from "../state/stateKeys";
import { format, parse, type Link } from "../state/urlCodec";
import type { Store } from "../state/store";
import type { Address } from "./address";

/** This is shorter than the time between two tries at a setting, and longer than that between two events of a drag. Browsers also limit such writes. */
const SETTLED_MS = 500;

/** An entry shows the same experiment in any room: an empty address does not contain the room. */
const withoutRoom = (fragment: string) => format({ ...parse(fragment), room: null });

export interface LinkKeeper {
  /** Returns the link of the current experiment. */
  link(): Link;
  /** Returns the same as a fragment, without #. */
  fragment(): string;
  /** The mark of the history entry that shows it. */
  readonly mark: number;
  /** A link was opened. `inAddress`: the address shows it already, and keeps its author's wording. */
  opened(link: Pick<Link, "autostart" | "language" | "theme">, inAddress: boolean): void;
  /** Another experiment was chosen on the page. */
  left(): void;
  /**
   * The current experiment is about to be replaced: its entry in the history gets its latest link, unless the address has
   * changed already. Returns the entry's mark, and the link.
   */
  leave(inAddress: boolean): { readonly mark: number; readonly fragment: string };
  /** The reader went to another entry: nothing is written there until the entry's experiment is open. */
  went(): void;
  /** Pushes a new history entry for the current experiment. */
  enter(): void;
  /** The current experiment keeps the current entry; if the reader went to another entry meanwhile, it gets a new one. */
  stay(): void;
  /** Whether the entry that the reader went to has this mark and fragment. */
  isAt(mark: number, fragment: string): boolean;
  dispose(): void;
}

/** Follows the store from now on, until `dispose`. */
export function createLinkKeeper(store: Store, address: Address): LinkKeeper {
  let autostart = false;
  let language: Link["language"] = null;
  /** The link that was opened contains the theme, so the address contains it, too. */
  let themed = false;
  let shown: string | null = null;
  let away = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The newest mark. It starts at the time of day, so that marks of earlier visits are smaller. */
  let marks = Date.now();
  let here = marks;

  const link = (): Link => {
    const { begun: config, theme, ...state } = store.getState();
    return {
      ...state, config, at: state.rewound ?? state.awaited, map: mapOf(store.getState()), autostart, guesses: NO_GUESSES, language, theme: themed && theme !== "system" ? theme : null,
    };
  };
  const fragment = () => format(link());
  const write = () => {
    if (away) return;
    const now = fragment();
    if (now !== shown) address.replace(now);
    shown = now;
  };
  const unsubscribe = store.subscribe((state, before) => {
    if (LINK_KEYS.every((key) => state[key] === before[key])) return;
    if (state.language !== before.language) language = state.language;
    clearTimeout(timer);
    timer = setTimeout(write, SETTLED_MS);
  });
  const enter = () => {
    away = false;
    clearTimeout(timer);
    shown = fragment();
    here = ++marks;
    address.push(shown, here);
  };
  const stay = () => { if (away) enter(); };
  return {
    link,
    fragment,
    get mark() { return here; },
    opened({ theme, ...opened }, inAddress) {
      ({ autostart, language } = opened);
      themed = theme !== null;
      if (!inAddress) return stay();
      away = false;
      shown = fragment();
      const mark = address.mark();
      here = mark ?? ++marks;
      if (mark === null) address.stamp(here);
    },
    left() {
      autostart = false;
    },
    leave(inAddress) {
      clearTimeout(timer);
      if (!inAddress) write();
      return { mark: here, fragment: fragment() };
    },
    went() {
      away = true;
    },
    enter,
    stay,
    isAt: (mark, kept) => address.mark() === mark && withoutRoom(address.fragment()) === withoutRoom(kept),
    dispose() {
      clearTimeout(timer);
      unsubscribe();
    },
  };
}
