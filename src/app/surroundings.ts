/**
 * What the session needs of the browser besides the worker: the address and a memory. Storage may be forbidden
 * (private windows, blocked cookies); then nothing is remembered.
 */
import { version } from "../../package.json";
import { ofTab, readText, writeText, type TextStorage } from "../core/browserTexts";
import { BACKENDS, type Backend, type RunConfig } from "../core/runConfig";

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

/** What a backend is chosen for: eager steps may be fastest on another one than compiled steps. */
type Subject = Pick<RunConfig, "model" | "engine">;

/** Which backend `auto` chose on an earlier visit, and which ones a check of this machine found wrong. */
export interface BackendMemory {
  recall(subject: Subject): Backend | undefined;
  keep(subject: Subject, backend: Backend): void;
  forget(subject: Subject): void;
  /** Found wrong, by this version of the page. */
  distrusted(): readonly Backend[];
  trust(backend: Backend, trusted: boolean): void;
}

/** Raise it when another backend may have become the fastest: what was written down before is measured anew then. */
const MEASURING = 4;

const DISTRUSTED = "elbo-room.distrusted";

/** The last mark of this tab. */
const LAST_MARK = "elbo-room.mark";

/** As the link keeper gives them; null for anything else. */
const markIn = (written: unknown): number | null => (typeof written === "number" && Number.isSafeInteger(written) && written >= 0 ? written : null);

/** Under this name the browser keeps the id of the run that was shown last. */
export const LAST_RUN = "elbo-room.last-run";
/** The id of the kept run that this browser showed last, as `keeping.ts` writes it. */
export const lastRun = (): string | null => readText(LAST_RUN);

/** Call it where the page was loaded again: a browser forgets an entry's mark when the page becomes isolated that way. */
export function restoreMark(): void {
  const mark = markIn(Number(readText(LAST_MARK, ofTab) ?? NaN));
  if (browserAddress.mark() === null && mark !== null) browserAddress.stamp(mark);
}

/**
 * The page's address without its query, which a host's log-in may have put there, and with this fragment. Where the page is a file and has no public
 * address, its path names folders of the reader's.
 */
const addressWith = (fragment: string) => `${import.meta.env.VITE_ADDRESS ?? location.href.replace(/[?#].*$/s, "")}#${fragment}`;

/** Whether anybody can see the page: not behind another tab, in a window that is minimised or covered, or with the screen locked. */
export interface Visibility {
  readonly hidden: boolean;
  /** Returns the way to stop. */
  onChange(listener: () => void): () => void;
}

export const pageVisibility: Visibility = {
  get hidden() { return document.hidden; },
  onChange(listener) {
    document.addEventListener("visibilitychange", listener);
    return () => document.removeEventListener("visibilitychange", listener);
  },
};

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
      writeText(LAST_MARK, String(mark), ofTab);
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
      writeText(LAST_MARK, String(mark), ofTab);
    } catch {
      // As above: going back to it opens its link.
    }
  },
  onChange(listener) {
    addEventListener("popstate", listener);
    return () => removeEventListener("popstate", listener);
  },
};

/** `threads`: for steps of WASM; with another number of them, another backend may be the fastest. */
export function createBackendMemory(storage: TextStorage, threads: () => number = () => 1): BackendMemory {
  const thisVisit = new Map<string, string>();
  let wrong: readonly Backend[] | null = null;
  const readDistrusted = () => {
    const [by, ...written] = (readText(DISTRUSTED, storage) ?? "").split(" ");
    return by === version ? BACKENDS.filter((backend) => written.includes(backend)) : [];
  };
  const distrusted = () => wrong ??= readDistrusted();
  const keyOf = ({ model, engine }: Subject) => `elbo-room.backend.${model}${engine === "eager" ? ".eager" : ""}`;
  const entry = (backend: Backend) => `${backend}@${MEASURING}${threads() > 1 ? ` threads=${threads()}` : ""}`;
  return {
    recall(subject) {
      const key = keyOf(subject);
      const written = thisVisit.get(key) ?? readText(key, storage);
      const known = BACKENDS.find((backend) => entry(backend) === written);
      return known && !distrusted().includes(known) ? known : undefined;
    },
    keep(subject, backend) {
      const key = keyOf(subject);
      thisVisit.set(key, entry(backend));
      writeText(key, entry(backend), storage);
    },
    forget(subject) {
      const key = keyOf(subject);
      thisVisit.delete(key);
      writeText(key, null, storage);
    },
    distrusted,
    trust(backend, trusted) {
      wrong = [...distrusted().filter((one) => one !== backend), ...(trusted ? [] : [backend])];
      writeText(DISTRUSTED, wrong.length > 0 ? [version, ...wrong].join(" ") : null, storage);
    },
  };
}
