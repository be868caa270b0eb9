/** How long a worker may be silent, or at one step, before it counts as hanging: as long as its work may take. */
import type { Millis } from "./ids";

/** Seconds for work of a usual length: a worker speaks about every second, between steps and, in eager steps, between operations. */
const SHORTEST_S = 10;
/** Seconds for work of a length that nobody knows yet. Of the settings that the page allows the slowest step, in plain JavaScript, takes some twelve minutes, but no operation of it two. */
const LONGEST_S = 600;
/** A step may take this many times as long as those before it, and so may a picture or a measurement. */
const TIMES = 10;

/** Returns the seconds to wait for a word, at least SHORTEST_S and at most LONGEST_S. `stepMs`: the time of a step; null: no step has ended yet. */
export function patienceFor(stepMs: Millis | null): number {
  return stepMs === null ? LONGEST_S : Math.min(LONGEST_S, Math.max(SHORTEST_S, Math.ceil((TIMES * stepMs) / 1000)));
}

/** Returns whether a worker that was silent for this long was given more time than for usual work. */
export const wasLong = (patience: number): boolean => patience > SHORTEST_S;
