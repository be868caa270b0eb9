/** Keeps the address at the experiment as it stands: written when a change has settled, never while something is dragged. */
import { NO_GUESSES } from "../state/guesses";
import { mapOf } from "../state/looking";
import { LINK_KEYS } from "../state/stateKeys";
import { format, parse, type Link } from "../state/urlCodec";
import type { Store } from "../state/store";
import type { Address } from "./address";

/** Shorter than two tries at a setting, longer than two events of a drag. Browsers limit such writes, too. */
const SETTLED_MS = 500;

/** The same experiment whatever the room: an empty address does not say it. */
const withoutRoom = (fragment: string) => format({ ...parse(fragment), room: null });

export interface LinkKeeper {
  /** The experiment as it stands, as its link says it. */
  link(): Link;
  /** The same as a fragment, without #. */
  fragment(): string;
  /** The mark of the entry that shows it. */
  readonly mark: number;
  /** A link was opened. `inAddress`: the address shows it already, in its author's words, and may keep them. */
  opened(link: Pick<Link, "autostart" | "language" | "theme">, inAddress: boolean): void;
  /** Another experiment was chosen on the page. */
  left(): void;
  /**
   * The experiment on show is about to give way: its entry in the history says what it was at last, unless the address has
   * gone on already. Returns the entry's mark, and the link.
   */
  leave(inAddress: boolean): { readonly mark: number; readonly fragment: string };
  /** The reader went to another entry: nothing is written there until what it says is opened. */
  went(): void;
  /** The experiment on show has an entry of its own from now on. */
  enter(): void;
  /** It keeps the entry at hand, unless the reader went to another one meanwhile, which says something else. */
  stay(): void;
  /** Whether the entry that the reader went to is that of this mark and fragment. */
  isAt(mark: number, fragment: string): boolean;
  dispose(): void;
}

export function createLinkKeeper(store: Store, address: Address): LinkKeeper {
  let autostart = false;
  let language: Link["language"] = null;
  /** The link that was opened says the theme: the address goes on to say it. */
  let themed = false;
  let shown: string | null = null;
  let away = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Those of an earlier visit stay smaller. */
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
