/** What the page knows of threads: the processor, whether the page is isolated, and how many threads come of it. */
import { threadsOf, type RequestedThreads } from "../core/run/threads";
import type { Difference } from "./comparison";

/**
 * Whether the page is cross-origin isolated, and if not, what would help. `preparing`: its service worker is on its way.
 * `reload`: the page only has to be loaded again. `framed`: it stands in another page. `unavailable`: this browser, or this way of visiting, has
 * no such thing.
 */
export type Isolation = "isolated" | "preparing" | "reload" | "framed" | "unavailable";

export interface Processor {
  /** As far as the browser tells; null where it does not. */
  readonly cores: number | null;
  readonly isolation: Isolation;
}

export const unknownProcessor: Processor = { cores: null, isolation: "unavailable" };

/** For steps of WASM in a run that has the processor for itself. */
export const threadsFor = (
  { threads, processor: { cores, isolation } }: { readonly threads: RequestedThreads; readonly processor: Processor },
): number => threadsOf(threads, { cores, isolated: isolation === "isolated" });

/** For steps of WASM in the next run. Two runs that are compared share them; an odd one is for both, as a core less is felt more. */
export const threadsOfRun = (state: Parameters<typeof threadsFor>[0] & { readonly comparison: Difference | null }): number =>
  (state.comparison ? Math.ceil(threadsFor(state) / 2) : threadsFor(state));
