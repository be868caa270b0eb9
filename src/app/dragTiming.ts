/**
 * User Timing of dragging: a measure "drag-to-picture" for every picture that a move of the hand has led to, from
 * the move to the end of the frame that paints it. For developer tools and `bench/`; docs/scripting.md describes it.
 */
import type { Frames } from "../state/frames";

export const DRAG_TO_PICTURE = "drag-to-picture";

export function timeDrags(frames: Frames): void {
  let painted: { readonly movedAt: number; readonly detail: object } | null = null;
  let measuredMove = -Infinity;
  frames.subscribe("decoded", (picture) => {
    // Training paints the same position again, with newer weights: no move led to that.
    if (!picture?.drag || picture.drag.movedAt === measuredMove) return;
    const scheduled = painted !== null;
    const { movedAt, z } = picture.drag;
    measuredMove = movedAt;
    painted = { movedAt, detail: { z, step: picture.step } }; // of two in one frame, only the second is ever seen
    if (!scheduled) requestAnimationFrame(() => setTimeout(measure)); // the task after the frame's painting
  });
  function measure() {
    if (!painted) return;
    const { movedAt, detail } = painted;
    painted = null;
    performance.measure(DRAG_TO_PICTURE, { start: movedAt, end: performance.now(), detail });
    performance.clearMeasures(DRAG_TO_PICTURE); // observers have it; the page's own list must not grow
  }
}
