/** The address bar and the browser's history. Each entry of the history carries a mark: a number by which the page recognises it. */
import { tabStorage, readText, writeText } from "../core/browser/browserTexts";

export interface Address {
  /** The fragment with its #; "" if there is none. */
  fragment(): string;
  /** Returns the whole address with this fragment. */
  withFragment(fragment: string): string;
  /** Shows the fragment without a new entry in the history. */
  replace(fragment: string): void;
  /** Shows the fragment as a new entry in the history, which carries the mark. */
  push(fragment: string, mark: number): void;
  /** Returns the mark of the current entry; null if it has none yet. */
  mark(): number | null;
  /** Gives the current entry a mark. */
  stamp(mark: number): void;
  /** Calls the listener when a link was followed, the fragment was edited by hand, or the reader went back or forward. Returns a function that stops it. */
  onChange(listener: () => void): () => void;
}

/** The tab's storage has the tab's last mark under this name. */
const LAST_MARK = "elbo-room.mark";

/** Returns a mark as the link keeper writes it; null for anything else. */
const markIn = (written: unknown): number | null => (typeof written === "number" && Number.isSafeInteger(written) && written >= 0 ? written : null);

/** Restores the current entry's mark after a reload: a browser forgets it when the page becomes cross-origin isolated by the reload. */
export function restoreMark(): void {
  const mark = markIn(Number(readText(LAST_MARK, tabStorage) ?? NaN));
  if (browserAddress.mark() === null && mark !== null) browserAddress.stamp(mark);
}

/**
 * Returns the page's address with this fragment and without its query, which a host's log-in may have added. A build's public address takes the place
 * of the page's: if the page is a file, its path would name the reader's folders.
 */
const addressWith = (fragment: string) => `${import.meta.env.VITE_ADDRESS ?? location.href.replace(/[?#].*$/s, "")}#${fragment}`;

export const browserAddress: Address = {
  fragment: () => location.hash,
  withFragment: addressWith,
  replace(fragment) {
    try {
      history.replaceState(history.state, "", `#${fragment}`);
    } catch {
      // Safari allows 100 of these calls in 30 s. The next change writes the fragment.
    }
  },
  push(fragment, mark) {
    try {
      history.pushState({ mark }, "", `#${fragment}`);
      writeText(LAST_MARK, String(mark), tabStorage);
    } catch {
      // As above: the current entry stays.
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
      // As above: without a mark, going back to the entry opens its link.
    }
  },
  onChange(listener) {
    addEventListener("popstate", listener);
    return () => removeEventListener("popstate", listener);
  },
};
