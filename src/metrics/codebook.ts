/** How a codebook is used. */
import type { CodebookUse } from "../core/measurementResults";
import { entropy } from "./classes";

/** counts: [K], at how many places each entry is. Perplexity: van den Oord et al. 2017, as their code reports it. */
export function codebookUse(counts: ArrayLike<number>): CodebookUse {
  const all = Array.from(counts);
  const places = all.reduce((sum, count) => sum + count, 0);
  return { shares: all.map((count) => count / places), perplexity: Math.exp(entropy(all)), dead: all.filter((count) => count === 0).length };
}
