/** The address bar and the browser's history, whose entries carry marks. */
import { tabStorage, readText, writeText } from "../core/browser/browserTexts";

export interface Address {
  /** With its #; "" where there is none. */
  fragment(): string;
  /** The whole address with this fragment. */
  withFragment(fragment: string): string;
  /** Shows the fragment without a new entry in the history. */
  replace(fragment: string): void;
  /** Shows the fragment as a new entry in the history, which carries the mark. */
  push(fragment: string, mark: number): void;
  /** The mark of the entry on show; null where it has none yet. */
  mark(): number | null;
  /** Gives the entry on show a mark. */
  stamp(mark: number): void;
  /** A link was followed, the fragment edited by hand, or the reader went back or forward. Returns the way to stop. */
  onChange(listener: () => void): () => void;
}

/** The last mark of this tab. */
const LAST_MARK = "elbo-room.mark";

/** As the link keeper gives them; null for anything else. */
const markIn = (written: unknown): number | null => (typeof written === "number" && Number.isSafeInteger(written) && written >= 0 ? written : null);

/** Call it where the page was loaded again: a browser forgets an entry's mark when the page becomes isolated that way. */
export function restoreMark(): void {
  const mark = markIn(Number(readText(LAST_MARK, tabStorage) ?? NaN));
  if (browserAddress.mark() === null && mark !== null) browserAddress.stamp(mark);
}

/**
 * The page's address without its query, which a host's log-in may have put there, and with this fragment. Where the page is a file and has no public
 * address, its path names folders of the reader's.
 */
const addressWith = (fragment: string) => `${import.meta.env.VITE_ADDRESS ?? location.href.replace(/[?#].*$/s, "")}#${fragment}`;

export const browserAddress: Address = {
  fragment: () => location.hash,
  withFragment: addressWith,
  replace(fragment) {
    try {
      history.replaceState(history.state, "", `#${fragment}`);
    } catch {
      // Safari allows 100 of these in 30 s; the next change writes it.
    }
  },
  push(fragment, mark) {
    try {
      history.pushState({ mark }, "", `#${fragment}`);
      writeText(LAST_MARK, String(mark), tabStorage);
    } catch {
      // As above: the entry on show goes on.
    }
  },
  mark() {
    const state: unknown = history.state;
    return typeof state === "object" && state !== null && "mark" in state ? markIn(state.mark) : null;
  },
  stamp(mark) {
    try {
      history.replaceState({ mark }, "");
      writeText(LAST_MARK, String(mark), tabStorage);
    } catch {
      // As above: going back to it opens its link.
    }
  },
  onChange(listener) {
    addEventListener("popstate", listener);
    return () => removeEventListener("popstate", listener);
  },
};
