/**
 * How many threads work on a step of WASM. It changes the pace and no number, so it is no part of a run, its link or its file: the
 * reader wishes, and the machine and the browser decide what comes of it.
 */

/** Barriers of a step cost more than what a ninth thread takes off. */
export const MOST_THREADS = 8;

/** `auto`: as many as `defaultThreads` says. */
export type ThreadWish = "auto" | number;

export interface ThreadFacts {
  /** Of the processor, as far as the browser tells; null where it does not. */
  readonly cores: number | null;
  /** Whether the page is cross-origin isolated: only then do browsers give it memory that threads can share. */
  readonly isolated: boolean;
}

/** One core is left to the page itself, where that leaves two or more. */
export function defaultThreads(cores: number | null): number {
  // On two cores the page draws beside a thread that trains: faster training, a map that answers a little later.
  if (cores === 2) return 2;
  return clamped((cores ?? 1) - 1);
}

/** A wish as it can be granted: a whole number from 1 to MOST_THREADS; what is no number becomes `auto`. */
export function tidyThreads(wish: ThreadWish): ThreadWish {
  return wish === "auto" || Number.isNaN(wish) ? "auto" : clamped(wish);
}

/** At least 1; 1 where nothing can be shared, whatever is wished for. More threads than cores are slower, and right. */
export function threadsOf(wish: ThreadWish, { cores, isolated }: ThreadFacts): number {
  if (!isolated) return 1;
  const tidy = tidyThreads(wish);
  return tidy === "auto" ? defaultThreads(cores) : tidy;
}

const clamped = (threads: number) => Math.min(MOST_THREADS, Math.max(1, Math.floor(threads) || 1));
