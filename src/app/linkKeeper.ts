/**
 * Keeps the address at the current experiment: it writes the address when a change has settled, never while something is dragged. A lesson, study or
 * exercise that is opened or closed while the run stays is a new entry of the history.
 */
import { NO_GUESSES } from "../state/guesses";
import { mapOf } from "../state/instrumentSettings";
import { sameInLearn } from "../state/openInLearn";
import { LINK_KEYS } from "../state/stateKeys";
import { format, parse, type Link } from "../state/urlCodec";
import type { Store } from "../state/store";
import type { Address } from "./address";
import { rememberRunAt } from "./keptRuns/entryRuns";

/** This is shorter than the time between two tries at a setting, and longer than that between two events of a drag. Browsers also limit such writes. */
const SETTLED_MS = 500;

/** An entry shows the same experiment in any room: an empty address does not contain the room. */
const withoutRoom = (fragment: string) => format({ ...parse(fragment), room: null });

export type LinkKeeper = ReturnType<typeof createLinkKeeper>;

/** Follows the store from now on, until `dispose`. */
export function createLinkKeeper(store: Store, address: Address) {
  let autostart = false;
  let language: Link["language"] = null;
  /** The link that was opened contains the theme, so the address contains it, too. */
  let hasTheme = false;
  let shown: string | null = null;
  let leftForOtherEntry = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** The newest mark. It starts at the time of day, so that marks of earlier visits are smaller. */
  let newestMark = Date.now();
  let currentMark = newestMark;

  const link = (): Link => {
    const { begun: config, theme, ...state } = store.getState();
    return {
      ...state, config, at: state.rewound ?? state.awaited, map: mapOf(store.getState()), autostart, guesses: NO_GUESSES, language, theme: hasTheme && theme !== "system" ? theme : null,
    };
  };
  const fragment = () => format(link());
  const write = () => {
    if (leftForOtherEntry) return;
    const now = fragment();
    if (now !== shown) address.replace(now);
    shown = now;
  };
  const unsubscribe = store.subscribe((state, before) => {
    if (LINK_KEYS.every((key) => state[key] === before[key])) return;
    if (state.language !== before.language) language = state.language;
    // If the run is another one, the code that opens it decides about the entry.
    if (!sameInLearn(state, before) && state.begun === before.begun && !leftForOtherEntry) return pushEntry();
    clearTimeout(timer);
    timer = setTimeout(write, SETTLED_MS);
  });
  /** The entry with this mark shows the current run. */
  const enter = (mark: number) => {
    currentMark = mark;
    const { keptAs } = store.getState();
    if (keptAs !== null) rememberRunAt(mark, keptAs);
  };
  const pushEntry = () => {
    leftForOtherEntry = false;
    clearTimeout(timer);
    shown = fragment();
    enter(++newestMark);
    address.push(shown, currentMark);
  };
  const keepEntry = () => { if (leftForOtherEntry) pushEntry(); };
  return {
    /** Returns the link of the current experiment. */
    link,
    /** Returns the same as a fragment, without #. */
    fragment,
    /** The mark of the history entry that shows it. */
    get mark(): number { return currentMark; },
    /** A link was opened. `inAddress`: the address shows it already, and keeps its author's wording. */
    opened({ theme, ...opened }: Pick<Link, "autostart" | "language" | "theme">, inAddress: boolean) {
      ({ autostart, language } = opened);
      hasTheme = theme !== null;
      if (!inAddress && leftForOtherEntry) return pushEntry();
      const mark = inAddress ? address.mark() : null; // a script's experiment gets a new mark, which a saved run of the one before does not have
      enter(mark ?? ++newestMark);
      address.stamp(currentMark);
      if (!inAddress) return;
      leftForOtherEntry = false;
      shown = fragment();
    },
    /** Another experiment was chosen on the page. */
    dropAutostart() {
      autostart = false;
    },
    /**
     * The current experiment is about to be replaced: its entry in the history gets its latest link, unless the address has
     * changed already. Returns the entry's mark, and the link.
     */
    finishEntry(inAddress: boolean): { readonly mark: number; readonly fragment: string } {
      clearTimeout(timer);
      if (!inAddress) write();
      return { mark: currentMark, fragment: fragment() };
    },
    /** The reader went to another entry: nothing is written there until the entry's experiment is open. */
    movedInHistory() {
      leftForOtherEntry = true;
    },
    /** Pushes a new history entry for the current experiment. */
    pushEntry,
    /** The current experiment keeps the current entry; if the reader went to another entry meanwhile, it gets a new one. */
    keepEntry,
    /** Returns whether the entry that the reader went to has this mark and fragment. */
    isAt: (mark: number, kept: string): boolean => address.mark() === mark && withoutRoom(address.fragment()) === withoutRoom(kept),
    dispose() {
      clearTimeout(timer);
      unsubscribe();
    },
  };
}
