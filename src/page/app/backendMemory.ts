/**
 * Remembers which backend was the fastest on this machine, and which ones computed wrong numbers. Where storage is forbidden (private windows,
 * blocked cookies), it remembers for this visit.
 */
import { version } from "../../../package.json";
import { readText, writeText, type TextStorage } from "../../core/browser/browserTexts";
import { BACKENDS, type Backend, type RunConfig } from "../../core/run/runConfig";

/** A backend is chosen for a model and an engine: eager steps may be fastest on another backend than compiled steps. */
type Subject = Pick<RunConfig, "model" | "engine">;

/** Remembers which backend `auto` chose on an earlier visit, and which backends a check of this machine found wrong. */
export type BackendMemory = ReturnType<typeof createBackendMemory>;

/** Raise it when another backend may have become the fastest: an entry with a lower number is ignored, and the backends are measured again. */
const MEASURING = 4;

const DISTRUSTED = "elbo-room.distrusted";

/** Returns a memory of measured backends in `storage`. `threads`: the number of threads that WASM uses; with another number, another backend may be the fastest. */
export function createBackendMemory(storage: TextStorage, threads: () => number = () => 1) {
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
    recall(subject: Subject): Backend | undefined {
      const key = keyOf(subject);
      const written = thisVisit.get(key) ?? readText(key, storage);
      const known = BACKENDS.find((backend) => entry(backend) === written);
      return known && !distrusted().includes(known) ? known : undefined;
    },
    keep(subject: Subject, backend: Backend) {
      const key = keyOf(subject);
      thisVisit.set(key, entry(backend));
      writeText(key, entry(backend), storage);
    },
    forget(subject: Subject) {
      const key = keyOf(subject);
      thisVisit.delete(key);
      writeText(key, null, storage);
    },
    /** Returns the backends that this version of the page found wrong. */
    distrusted,
    trust(backend: Backend, trusted: boolean) {
      wrong = [...distrusted().filter((one) => one !== backend), ...(trusted ? [] : [backend])];
      writeText(DISTRUSTED, wrong.length > 0 ? [version, ...wrong].join(" ") : null, storage);
    },
  };
}
