/**
 * The number of threads that work on a step of WASM. It changes the speed and no number, so it is no part of a run, its link or
 * its file: it follows from the reader's choice, the machine and the browser.
 */

/** Barriers of a step cost more than a ninth thread saves. */
export const MAX_THREADS = 8;

/** `auto`: the number of `defaultThreads`. */
export type RequestedThreads = "auto" | number;

export interface ThreadFacts {
  /** The number of cores, as far as the browser tells; null if it does not. */
  readonly cores: number | null;
  /** True if the page is cross-origin isolated: only then do browsers allow memory that threads share. */
  readonly isolated: boolean;
}

/** Returns the default: one core is left to the page, if two or more remain. */
export function defaultThreads(cores: number | null): number {
  // On two cores the page draws beside two training threads: steps of the presets are faster, very small ones may be slower.
  if (cores === 2) return 2;
  return clamped((cores ?? 1) - 1);
}

/** Returns a valid choice: an integer from 1 to MAX_THREADS; anything that is no number becomes `auto`. */
export function tidyThreads(requested: RequestedThreads): RequestedThreads {
  return requested === "auto" || Number.isNaN(requested) ? "auto" : clamped(requested);
}

/**
 * Returns the number of threads, at least 1; it is 1 if memory cannot be shared. More threads than cores are slower, but
 * correct.
 */
export function threadsOf(requested: RequestedThreads, { cores, isolated }: ThreadFacts): number {
  if (!isolated) return 1;
  const tidy = tidyThreads(requested);
  return tidy === "auto" ? defaultThreads(cores) : tidy;
}

const clamped = (threads: number) => Math.min(MAX_THREADS, Math.max(1, Math.floor(threads) || 1));
