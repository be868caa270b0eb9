/** The number of threads, from the processor, the page's isolation and the reader's setting. */
import { threadsOf, type RequestedThreads } from "../../core/run/threads";
import type { Difference } from "./comparison";

/**
 * Whether the page is cross-origin isolated, and if not, why. `preparing`: its service worker is being registered.
 * `reload`: the page has to be reloaded. `framed`: it is in a frame of another page. `unavailable`: this browser does not support it, or not in
 * this kind of visit.
 */
export type Isolation = "isolated" | "preparing" | "reload" | "framed" | "unavailable";

export interface Processor {
  /** The number of cores that the browser reports; null if it does not. */
  readonly cores: number | null;
  readonly isolation: Isolation;
}

export const unknownProcessor: Processor = { cores: null, isolation: "unavailable" };

/** Returns the number of threads for steps of WASM in a run that has the processor to itself. */
export const threadsFor = (
  { threads, processor: { cores, isolation } }: { readonly threads: RequestedThreads; readonly processor: Processor },
): number => threadsOf(threads, { cores, isolated: isolation === "isolated" });

/** Returns the number of threads for steps of WASM in the next run. Two compared runs share the threads, rounded up, as one core less would cost more. */
export const threadsOfRun = (state: Parameters<typeof threadsFor>[0] & { readonly comparison: Difference | null }): number =>
  (state.comparison ? Math.ceil(threadsFor(state) / 2) : threadsFor(state));
