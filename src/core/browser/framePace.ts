/** How often the page draws what changes many times a second: where frames take long, there are fewer. */
export class FramePace {
  #last = -Infinity;
  #every: number;
  #timing = false;

  /** `everyMs`: the milliseconds between two frames before one has been timed. */
  constructor(everyMs: number) {
    this.#every = everyMs;
  }

  /** Returns the milliseconds until the next frame may begin; if it is less than 0, it is late. `every`: the milliseconds between two frames. */
  wait(every = this.#every): number {
    return this.#last + every - performance.now();
  }

  /** Does the work of a frame. If the page is visible, the frame is timed: `everyMs` returns the milliseconds between two frames of which one takes `ms`. */
  draw(work: () => void, everyMs: (ms: number) => number): void {
    this.#last = performance.now();
    work();
    if (this.#timing || !isDrawn()) return;
    this.#timing = true;
    timeFrame(performance.now() - this.#last, (ms) => {
      this.#timing = false;
      this.#every = everyMs(ms);
    });
  }
}

/** Returns whether there is a page, and it is visible. A hidden page draws no frame: callbacks would collect, and all run when it is shown again. Tests have no page. */
const isDrawn = (): boolean => typeof requestAnimationFrame === "function" && !globalThis.document?.hidden;

/** Reports the milliseconds that the next frame takes, with its scripts, layout and painting and the work `before` it, but without the wait for it. */
function timeFrame(before: number, report: (ms: number) => void): void {
  requestAnimationFrame(() => {
    const start = performance.now();
    // This task runs after the frame has been painted.
    setTimeout(() => report(before + performance.now() - start));
  });
}
