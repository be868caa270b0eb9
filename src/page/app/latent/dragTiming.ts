/**
 * User Timing of the reader's moves in latent space: a measure "drag-to-picture" for every picture that a move has caused, from the move to
 * the end of the frame that paints it. Developer tools and `bench/` read it; docs/scripting.md describes it.
 */
import type { Frames } from "../../state/frames";

const NAME = "drag-to-picture";

interface Painted {
  readonly start: number;
  readonly detail: { readonly z: readonly number[]; readonly step: number };
}

/** Records these measures from now on. */
export function timeDrags(frames: Frames): void {
  let painted: Painted | null = null;
  // A move before now has no measure.
  let lastMove = frames.latest("decoded")?.movedAt ?? -Infinity;
  frames.subscribe("decoded", (picture) => {
    // Training paints the same position again with newer weights, without a move.
    if (!picture || picture.movedAt === null || picture.movedAt === lastMove) return;
    const { movedAt, z } = picture;
    lastMove = movedAt;
    if (!painted) requestAnimationFrame(endOfFrame);
    // If two pictures come in one frame, only the second is ever visible.
    painted = { start: movedAt, detail: { z, step: picture.step } };
  });
  function endOfFrame() {
    const shown = painted;
    painted = null;
    // This task runs after the frame has been painted.
    setTimeout(() => {
      if (shown) performance.measure(NAME, { ...shown, end: performance.now() });
      performance.clearMeasures(NAME); // observers have it; the page's own list must not grow
    });
  }
}
