/** The inputs and the outcome of a simulated session. */
import type { ThreadGlobals } from "./browser";
import type { Shards } from "./shards";
import type { Thread, World } from "./world";

export interface Outcome {
  /** Every loss that the page showed at the end, and after a reload: step and values. */
  readonly losses: readonly (readonly [number, readonly number[]])[];
  /** The page's messages to the reader: failures, notices, offers, answers. */
  readonly said: readonly string[];
  /** The effects of the fault that the reader noticed: the page must have a message about them. */
  readonly noticed: readonly string[];
  /** The reader's losses after the end of the fault and a reload that the page had not reported. */
  readonly lost: readonly string[];
}

export interface Stage {
  readonly world: World;
  readonly globals: Map<Thread, ThreadGlobals>;
  readonly shards: Shards;
}
