/**
 * What the session needs of the browser besides the worker: the address and a memory. Storage may be forbidden
 * (private windows, blocked cookies); then nothing is remembered.
 */
import { BACKENDS, type Backend, type RunConfig } from "../core/runConfig";

export interface Address {
  /** With its #; "" where there is none. */
  fragment(): string;
  /** The whole address with this fragment. */
  withFragment(fragment: string): string;
  /** Shows the fragment without a new entry in the history. */
  replace(fragment: string): void;
  /** A link was followed or the fragment edited by hand. Returns the way to stop. */
  onChange(listener: () => void): () => void;
}

/** What a backend is chosen for: eager steps may be fastest on another one than compiled steps. */
type Subject = Pick<RunConfig, "model" | "engine">;

/** Which backend `auto` chose on an earlier visit. */
export interface BackendMemory {
  recall(subject: Subject): Backend | undefined;
  keep(subject: Subject, backend: Backend): void;
  forget(subject: Subject): void;
}

/** Raise it when another backend may have become the fastest: what was written down before is measured anew then. */
const MEASURING = 3;

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
  onChange(listener) {
    addEventListener("hashchange", listener);
    return () => removeEventListener("hashchange", listener);
  },
};

export function createBackendMemory(storage: () => Pick<Storage, "getItem" | "setItem" | "removeItem">): BackendMemory {
  const thisVisit = new Map<string, Backend>();
  const keyOf = ({ model, engine }: Subject) => `elbo-room.backend.${model}${engine === "eager" ? ".eager" : ""}`;
  const entry = (backend: Backend) => `${backend}@${MEASURING}`;
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
      return thisVisit.get(key) ?? guarded((store) => {
        const written = store.getItem(key);
        return BACKENDS.find((backend) => entry(backend) === written);
      });
    },
    keep(subject, backend) {
      const key = keyOf(subject);
      thisVisit.set(key, backend);
      guarded((store) => store.setItem(key, entry(backend)));
    },
    forget(subject) {
      const key = keyOf(subject);
      thisVisit.delete(key);
      guarded((store) => store.removeItem(key));
    },
  };
}
