/** Tracks whether the reader is moving z or the map: the picture at z has priority then, and the map is not updated by itself. */

/** A drag ends this many milliseconds after its last move. */
const DRAG_MS = 200;
/** The reader counts as moving the map until this many milliseconds after the last move. */
const MOVING_MS = 1500;

export interface ReaderMoves {
  /** The time of the last move of z, or choice of a class or of a conditioning image, on the clock of performance.now(). */
  readonly movedAt: number;
  readonly dragging: boolean;
  moved(at: number): void;
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
  let touchedAt = -Infinity;
  let held = false;
  return {
    get movedAt() { return movedAt; },
    get dragging() { return performance.now() - movedAt < DRAG_MS; },
    moved(at) { movedAt = at; },
    touched() { touchedAt = performance.now(); },
    hold(now) {
      held = now;
      touchedAt = performance.now();
    },
    msUntilStill: () => (held ? MOVING_MS : Math.max(0, MOVING_MS - (performance.now() - Math.max(touchedAt, movedAt)))),
  };
}
