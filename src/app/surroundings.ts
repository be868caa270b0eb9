/**
 * What the session needs of the browser besides the worker: the address and a memory. Storage may be forbidden
 * (private windows, blocked cookies); then nothing is remembered.
 */
import { version } from "../../package.json";
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

export const browserAddress: Address = {
  fragment: () => location.hash,
  withFragment: (fragment) => `${location.href.replace(/#.*$/, "")}#${fragment}`,
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
    } catch {
      // As above: the entry on show goes on.
    }
  },
  mark() {
    const state: unknown = history.state;
    return typeof state === "object" && state !== null && "mark" in state && typeof state.mark === "number" ? state.mark : null;
  },
  stamp(mark) {
    try {
      history.replaceState({ mark }, "");
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
export function createBackendMemory(
  storage: () => Pick<Storage, "getItem" | "setItem" | "removeItem">, threads: () => number = () => 1,
): BackendMemory {
  const thisVisit = new Map<string, string>();
  let wrong: readonly Backend[] | null = null;
  const distrusted = (): readonly Backend[] => wrong ??= guarded((store) => {
    const [by, ...written] = (store.getItem(DISTRUSTED) ?? "").split(" ");
    return by === version ? BACKENDS.filter((backend) => written.includes(backend)) : [];
  }) ?? [];
  const keyOf = ({ model, engine }: Subject) => `elbo-room.backend.${model}${engine === "eager" ? ".eager" : ""}`;
  const entry = (backend: Backend) => `${backend}@${MEASURING}${threads() > 1 ? ` threads=${threads()}` : ""}`;
  const guarded = <T>(use: (store: ReturnType<typeof storage>) => T): T | undefined => {
    try {
      return use(storage());
    } catch {
      return undefined;
    }
  };
  return {
    recall(subject) {
      const key = keyOf(subject);
      const written = thisVisit.get(key) ?? guarded((store) => store.getItem(key));
      const known = BACKENDS.find((backend) => entry(backend) === written);
      return known && !distrusted().includes(known) ? known : undefined;
    },
    keep(subject, backend) {
      const key = keyOf(subject);
      thisVisit.set(key, entry(backend));
      guarded((store) => store.setItem(key, entry(backend)));
    },
    forget(subject) {
      const key = keyOf(subject);
      thisVisit.delete(key);
      guarded((store) => store.removeItem(key));
    },
    distrusted,
    trust(backend, trusted) {
      wrong = [...distrusted().filter((one) => one !== backend), ...(trusted ? [] : [backend])];
      guarded((store) => (wrong?.length ? store.setItem(DISTRUSTED, [version, ...wrong].join(" ")) : store.removeItem(DISTRUSTED)));
    },
  };
}
