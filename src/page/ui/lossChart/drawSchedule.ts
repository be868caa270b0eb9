/** Decides when the chart is drawn again: in an animation frame, not too often, and only while it is visible. */

/** Slightly less than the interval between two updates of the store, so that the chart is drawn in the same frame. */
const REDRAW_MS = 80;

export type DrawSchedule = ReturnType<typeof createDrawSchedule>;

/** Draws now, and returns the schedule of the following drawings. */
export function createDrawSchedule(draw: () => void) {
  let visible = true;
  let dirty = true;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let frame = 0;
  let lastDrawn = -Infinity;
  const drawIfVisible = () => {
    if (!visible || document.hidden) return;
    dirty = false;
    lastDrawn = performance.now();
    draw();
  };
  const inNextFrame = () => {
    clearTimeout(timer);
    timer = undefined;
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(drawIfVisible);
  };
  const request = () => {
    dirty = true;
    const wait = lastDrawn + REDRAW_MS - performance.now();
    if (wait <= 0) inNextFrame(); // also if the timer is late, as where a browser saves energy
    else timer ??= setTimeout(inNextFrame, wait);
  };
  const reappear = () => { if (dirty) request(); };
  document.addEventListener("visibilitychange", reappear);
  drawIfVisible();
  return {
    /** Draws soon, because something has changed; as soon as it is visible if it is not. */
    request,
    /** Sets whether the chart is in the window. */
    setVisible(next: boolean) {
      visible = next;
      if (visible && dirty) request();
    },
    /** Draws no more. */
    stop() {
      document.removeEventListener("visibilitychange", reappear);
      clearTimeout(timer);
      cancelAnimationFrame(frame);
    },
  };
}
