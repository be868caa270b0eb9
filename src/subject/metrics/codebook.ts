/** Statistics of the use of a codebook. */
import { entropy } from "./classes";

/** How often the images' codes use each entry. */
export interface CodebookUse {
  /** The share of positions that have each entry, [K]. */
  readonly shares: readonly number[];
  /** The exponential of the shares' entropy: the number of equally used entries that would be as varied. */
  readonly perplexity: number;
  /** The number of entries at no position of any image. */
  readonly dead: number;
}

/**
 * Computes the use from counts [K], the number of positions that have each entry. Perplexity: van den Oord et al. 2017, as
 * their code reports it.
 */
export function codebookUse(counts: ArrayLike<number>): CodebookUse {
  const all = Array.from(counts);
  const places = all.reduce((sum, count) => sum + count, 0);
  return { shares: all.map((count) => count / places), perplexity: Math.exp(entropy(all)), dead: all.filter((count) => count === 0).length };
}
