/** The reader's hand in latent space: while it moves z the picture comes first, and while it is there the map does not move by itself. */

/** After the last move it has let go. */
const DRAG_MS = 200;
/** So long after its last move it still counts as being on the map. */
const HAND_MS = 1500;

export interface Hand {
  /** When it moved z last, on the clock of performance.now(). */
  readonly movedAt: number;
  readonly dragging: boolean;
  moved(at: number): void;
  /** It changed the map otherwise. */
  touched(): void;
  /** It is on the map, or has left it. */
  hold(held: boolean): void;
  /** Milliseconds until it counts as gone; 0: there is none. */
  untilGone(): number;
}

export function createHand(): Hand {
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
    untilGone: () => (held ? HAND_MS : Math.max(0, HAND_MS - (performance.now() - Math.max(touchedAt, movedAt)))),
  };
}
