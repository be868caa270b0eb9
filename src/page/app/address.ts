/** The address bar and the browser's history. Each entry of the history carries a mark: a number by which the page recognises it. */
import { tabStorage, readText, writeText } from "../../core/browser/browserTexts";
import { isTidy } from "../state/link/tidy";

export interface Address {
  /** The fragment with its #; "" if there is none. */
  fragment(): string;
  /** If a link was changed on its way here, resolves when the address is the one that was meant; null: it is. Never rejects. */
  mend(): Promise<void> | null;
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

/** The tab's storage has the entries of this tab under this name, each as `mark:hash` of its fragment, those that were shown last first. */
const SHOWN = "elbo-room.shown-entries";
/** The number of entries that are stored. */
const MOST = 50;

/** Returns a mark as the link keeper writes it; null for anything else. */
const markIn = (written: unknown): number | null => (typeof written === "number" && Number.isSafeInteger(written) && written >= 0 ? written : null);

/** Returns a hash of a fragment (FNV-1a, 32 bits), as links with programs are long. */
const hashOf = (fragment: string) => [...fragment].reduce((hash, letter) => Math.imul(hash ^ letter.codePointAt(0)!, 16777619), 2166136261);

const shownEntries = () => readText(SHOWN, tabStorage)?.split("\n") ?? [];

/** Stores that the current entry shows its fragment, after all other entries. */
function rememberShown(): void {
  const mark = browserAddress.mark();
  if (mark === null) return;
  const others = shownEntries().filter((one) => !one.startsWith(`${mark}:`));
  writeText(SHOWN, [`${mark}:${hashOf(location.hash)}`, ...others].slice(0, MOST).join("\n"), tabStorage);
}

/**
 * Restores the mark of an entry to which the tab returns. Chromium forgets the marks of all entries when the page becomes cross-origin isolated by
 * a reload, or by going back to it. The fragment then tells which entry it is; of several with the same fragment it is the one that was shown last.
 */
export function restoreMark(): void {
  const found = shownEntries().find((one) => one.endsWith(`:${hashOf(location.hash)}`));
  const mark = markIn(Number(found?.split(":")[0] ?? NaN));
  if (browserAddress.mark() === null && mark !== null) browserAddress.stamp(mark);
}

/**
 * Returns the page's address with this fragment and without its query, which a host's log-in may have added. A build's public address takes the place
 * of the page's: if the page is a file, its path would name the reader's folders.
 */
const addressWith = (fragment: string) => `${import.meta.env.VITE_ADDRESS ?? location.href.replace(/[?#].*$/s, "")}#${fragment}`;

export const browserAddress: Address = {
  fragment: () => location.hash,
  // Few links need the script. If it cannot be fetched, the link is read as it is.
  mend: () => (isTidy(location) ? null : import("./mendAddress").then(({ mendAddress }) => mendAddress()).catch(() => undefined)),
  withFragment: addressWith,
  replace(fragment) {
    try {
      history.replaceState(history.state, "", `#${fragment}`);
      rememberShown();
    } catch {
      // Safari allows 100 of these calls in 30 s. The next change writes the fragment.
    }
  },
  push(fragment, mark) {
    try {
      history.pushState({ mark }, "", `#${fragment}`);
      rememberShown();
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
      rememberShown();
    } catch {
      // As above: without a mark, going back to the entry opens its link.
    }
  },
  onChange(listener) {
    addEventListener("popstate", listener);
    return () => removeEventListener("popstate", listener);
  },
};
