/** What a simulated session is played on, and what is told of it at the end. */
import type { Surroundings } from "./browser";
import type { Shards } from "./shards";
import type { Thread, World } from "./world";

export interface Outcome {
  /** Every loss that the page showed at the end, and after it was loaded once more: step and values. */
  readonly losses: readonly (readonly [number, readonly number[]])[];
  /** What the page said to the reader: failures, notices, offers, answers. */
  readonly said: readonly string[];
  /** What the reader noticed of the fault: each of these takes a sentence. */
  readonly noticed: readonly string[];
  /** What the reader had, and has no more once the fault is over and the page is loaded again, although the page had not said so. */
  readonly lost: readonly string[];
}

export interface Stage {
  readonly world: World;
  readonly surroundings: Map<Thread, Surroundings>;
  readonly shards: Shards;
}
