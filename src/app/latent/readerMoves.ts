/** Tracks whether the reader is moving z or the map: the picture at z has priority then, and the map is not updated by itself. */

/** The reader counts as moving the map until this many milliseconds after the last move. */
const MOVING_MS = 1500;

export interface ReaderMoves {
  /** The reader has moved z, or has chosen a class or a conditioning image. `at`: on the clock of performance.now(). */
  moved(at: number): void;
  /** Returns the time of the last move, once; null if it was returned before. */
  takeLast(): number | null;
  /** The reader has changed the map in another way. */
  touched(): void;
  /** The reader holds the map, or has released it. */
  hold(held: boolean): void;
  /** Returns the milliseconds until the reader counts as no longer moving the map; 0: nobody moves it. */
  msUntilStill(): number;
}

/** Returns the moves of a reader who has not moved anything yet. */
export function createReaderMoves(): ReaderMoves {
  let movedAt = -Infinity;
  let isTaken = true;
  let touchedAt = -Infinity;
  let held = false;
  return {
    moved(at) {
      movedAt = at;
      isTaken = false;
    },
    takeLast() {
      const last = isTaken ? null : movedAt;
      isTaken = true;
      return last;
    },
    touched() { touchedAt = performance.now(); },
    hold(now) {
      held = now;
      touchedAt = performance.now();
    },
    msUntilStill: () => (held ? MOVING_MS : Math.max(0, MOVING_MS - (performance.now() - Math.max(touchedAt, movedAt)))),
  };
}
