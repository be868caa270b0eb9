/**
 * Keeps the address at the current experiment: it writes the address when a change has settled, never while something is dragged. A lesson, study or
 * exercise that is opened or closed while the run stays is a new entry of the history.
 */
import { Timer } from "../../core/timer";
import { NO_GUESSES } from "../state/guesses";
import { mapOf } from "../state/instrumentSettings";
import { sameInLearn } from "../state/openInLearn";
import { LINK_KEYS } from "../state/stateKeys";
import { format, parse, type Link } from "../state/urlCodec";
import type { Store } from "../state/store";
import type { Address } from "./address";
import { rememberRunAt } from "./keptRuns/tabRuns";

/** This is shorter than the time between two tries at a setting, and longer than that between two events of a drag. Browsers also limit such writes. */
const SETTLED_MS = 500;

/** An entry shows the same experiment in any room: an empty address does not contain the room. */
const withoutRoom = (fragment: string) => format({ ...parse(fragment), room: null });

/** The entry of the browser's history that shows the current experiment. */
interface CurrentEntry extends Pick<Link, "autostart" | "language"> {
  /** The link that was opened contains the theme, so the address contains it, too. */
  readonly hasTheme: boolean;
  /** The link that the address was given last. */
  readonly shown: string | null;
  /** The reader went to another entry: nothing is written there until the entry's experiment is open. */
  readonly isLeft: boolean;
  readonly mark: number;
  /** The newest mark that was given. It starts at the time of day, so that marks of earlier visits are smaller. */
  readonly newestMark: number;
}

export type LinkKeeper = ReturnType<typeof createLinkKeeper>;

/** Follows the store from now on, until `dispose`. */
export function createLinkKeeper(store: Store, address: Address) {
  const settling = new Timer();
  const now = Date.now();
  let entry: CurrentEntry = { autostart: false, language: null, hasTheme: false, shown: null, isLeft: false, mark: now, newestMark: now };

  const link = (): Link => {
    const { begun: config, theme, ...state } = store.getState();
    const { autostart, language, hasTheme } = entry;
    return {
      ...state, config, at: state.rewound ?? state.awaited, map: mapOf(store.getState()), autostart, guesses: NO_GUESSES, language, theme: hasTheme && theme !== "system" ? theme : null,
    };
  };
  const fragment = () => format(link());
  const write = () => {
    if (entry.isLeft) return;
    const shown = fragment();
    if (shown !== entry.shown) address.replace(shown);
    entry = { ...entry, shown };
  };
  const unsubscribe = store.subscribe((state, before) => {
    if (LINK_KEYS.every((key) => state[key] === before[key])) return;
    if (state.language !== before.language) entry = { ...entry, language: state.language };
    // If the run is another one, the code that opens it decides about the entry.
    if (!sameInLearn(state, before) && state.begun === before.begun && !entry.isLeft) return pushEntry();
    settling.set(write, SETTLED_MS);
  });
  /** The entry with this mark shows the current run. */
  const enter = (mark: number) => {
    entry = { ...entry, mark };
    const { keptAs } = store.getState();
    if (keptAs !== null) rememberRunAt(mark, keptAs);
  };
  const newMark = () => {
    entry = { ...entry, newestMark: entry.newestMark + 1 };
    return entry.newestMark;
  };
  const pushEntry = () => {
    settling.stop();
    const shown = fragment();
    entry = { ...entry, isLeft: false, shown };
    enter(newMark());
    address.push(shown, entry.mark);
  };
  const keepEntry = () => { if (entry.isLeft) pushEntry(); };
  return {
    /** Returns the link of the current experiment. */
    link,
    /** Returns the same as a fragment, without #. */
    fragment,
    /** The mark of the history entry that shows it. */
    get mark(): number { return entry.mark; },
    /** A link was opened. `inAddress`: the address shows it already, and keeps its author's wording. */
    opened({ autostart, language, theme }: Pick<Link, "autostart" | "language" | "theme">, inAddress: boolean) {
      entry = { ...entry, autostart, language, hasTheme: theme !== null };
      if (!inAddress && entry.isLeft) return pushEntry();
      const mark = inAddress ? address.mark() : null; // a script's experiment gets a new mark, which a saved run of the one before does not have
      enter(mark ?? newMark());
      address.stamp(entry.mark);
      if (inAddress) entry = { ...entry, isLeft: false, shown: fragment() };
    },
    /** Another experiment was chosen on the page. */
    dropAutostart() {
      entry = { ...entry, autostart: false };
    },
    /**
     * The current experiment is about to be replaced: its entry in the history gets its latest link, unless the address has
     * changed already. Returns the entry's mark, and the link.
     */
    finishEntry(inAddress: boolean): { readonly mark: number; readonly fragment: string } {
      settling.stop();
      if (!inAddress) write();
      return { mark: entry.mark, fragment: fragment() };
    },
    /** The reader went to another entry: nothing is written there until the entry's experiment is open. */
    movedInHistory() {
      entry = { ...entry, isLeft: true };
    },
    /** Pushes a new history entry for the current experiment. */
    pushEntry,
    /** The current experiment keeps the current entry; if the reader went to another entry meanwhile, it gets a new one. */
    keepEntry,
    /** Returns whether the entry that the reader went to has this mark and fragment. */
    isAt: (mark: number, kept: string): boolean => address.mark() === mark && withoutRoom(address.fragment()) === withoutRoom(kept),
    dispose() {
      settling.stop();
      unsubscribe();
    },
  };
}
