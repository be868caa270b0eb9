/** Answers "is the reader moving something?" for all that gives way to a moving reader. */

/** Milliseconds after the last move during which the reader counts as moving, by what gives way. */
export const MOMENTS = {
  /** The next position in latent space waits so long for the picture of the last one. */
  nextPosition: 33,
  /** Training takes half of the time, and long steps a twentieth: the rest is for decoding pictures and painting the page. */
  training: 120,
  /** What can wait is not fetched, such as parts that may be opened later and files for offline use. */
  fetching: 1000,
  /** The map is not updated by itself. */
  map: 1500,
  /** A GPU gets few steps at a time: the next picture waits behind those that are queued. */
  queue: 3000,
} as const;

export type Moment = keyof typeof MOMENTS;

/** Moves of one kind, such as those in latent space. */
export class ReaderMoves {
  #movedAt = -Infinity;
  #held = false;

  /** The reader has moved something. `at`: on the clock of performance.now(). */
  moved(at = performance.now()): void {
    this.#movedAt = at;
  }

  /** The reader holds something, which counts as moving it, or has released it. */
  hold(held: boolean): void {
    this.#held = held;
    this.moved();
  }

  /** Returns the milliseconds until the reader counts as no longer moving; 0: nobody moves anything. */
  msUntilStill(moment: Moment): number {
    return this.#held ? MOMENTS[moment] : Math.max(0, MOMENTS[moment] - (performance.now() - this.#movedAt));
  }

  isMoving(moment: Moment): boolean {
    return this.msUntilStill(moment) > 0;
  }
}
