/** How a codebook is used. */
import { entropy } from "./classes";

/** Of the entries that the images' codes are made of. */
export interface CodebookUse {
  /** [K]: the share of places that each is at. */
  readonly shares: readonly number[];
  /** exp of the shares' entropy: so many entries, all used alike, would be as varied. */
  readonly perplexity: number;
  /** Entries at no place of any image. */
  readonly dead: number;
}

/** counts: [K], at how many places each entry is. Perplexity: van den Oord et al. 2017, as their code reports it. */
export function codebookUse(counts: ArrayLike<number>): CodebookUse {
  const all = Array.from(counts);
  const places = all.reduce((sum, count) => sum + count, 0);
  return { shares: all.map((count) => count / places), perplexity: Math.exp(entropy(all)), dead: all.filter((count) => count === 0).length };
}
