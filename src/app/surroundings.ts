/**
 * What the session needs of the browser besides the worker: the address and a memory. Storage may be forbidden
 * (private windows, blocked cookies); then nothing is remembered.
 */
import { BACKENDS, type Backend } from "../core/runConfig";

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

/** Which backend `auto` chose for a model on an earlier visit. */
export interface BackendMemory {
  recall(model: string): Backend | undefined;
  keep(model: string, backend: Backend): void;
  forget(model: string): void;
}

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
  const keyOf = (model: string) => `elbo-room.backend.${model}`;
  const guarded = <T>(use: (store: ReturnType<typeof storage>) => T): T | undefined => {
    try {
      return use(storage());
    } catch {
      return undefined;
    }
  };
  return {
    recall(model) {
      const written = thisVisit.get(model) ?? guarded((store) => store.getItem(keyOf(model)));
      return BACKENDS.find((backend) => backend === written);
    },
    keep(model, backend) {
      thisVisit.set(model, backend);
      guarded((store) => store.setItem(keyOf(model), backend));
    },
    forget(model) {
      thisVisit.delete(model);
      guarded((store) => store.removeItem(keyOf(model)));
    },
  };
}
