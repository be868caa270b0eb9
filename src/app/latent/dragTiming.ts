/**
 * User Timing of dragging: a measure "drag-to-picture" for every picture that a move of the hand has led to, from
 * the move to the end of the frame that paints it. For developer tools and `bench/`; docs/scripting.md describes it.
 */
import type { Frames } from "../../state/frames";

const NAME = "drag-to-picture";

interface Painted {
  readonly start: number;
  readonly detail: { readonly z: readonly number[]; readonly step: number };
}

export function timeDrags(frames: Frames): void {
  let painted: Painted | null = null;
  let lastMove = -Infinity;
  frames.subscribe("decoded", (picture) => {
    // Training paints the same position again, with newer weights: no move led to that.
    if (!picture || picture.movedAt === null || picture.movedAt === lastMove) return;
    const { movedAt, z } = picture;
    lastMove = movedAt;
    if (!painted) requestAnimationFrame(endOfFrame);
    // Of two in one frame, only the second is ever seen.
    painted = { start: movedAt, detail: { z, step: picture.step } };
  });
  function endOfFrame() {
    const shown = painted;
    painted = null;
    // The task after the frame has painted.
    setTimeout(() => {
      if (shown) performance.measure(NAME, { ...shown, end: performance.now() });
      performance.clearMeasures(NAME); // observers have it; the page's own list must not grow
    });
  }
}
