/** What indexing asks about MNIST: the rows that a program chooses with an index. */
import type { Node } from "./graph";
import type { Recorded } from "./nodes";

/**
 * The rows of all images or labels that an index chooses, if it is one of a few that can be trained with, and a random order of all images; otherwise
 * null. `data.ts` sets both.
 */
export const datasetRows: { of: (node: Node, index: Node, interpreter: Recorded) => Node | null; order: (count: number, interpreter: Recorded) => Node | null } =
  { of: () => null, order: () => null };
