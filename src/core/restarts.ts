/**
 * What a run computes on may be lost: its worker, its device. It is started anew, unless losses come so fast that another start does not
 * help either.
 */

/** As many losses within the time are too many. */
const TOO_MANY = 3;
const WITHIN_MS = 60_000;

export class Restarts {
  #lostAt: readonly number[] = [];

  /** It is lost now. False where it is not to be started anew; then losses are counted from the next one on. */
  lost(): boolean {
    const now = performance.now();
    this.#lostAt = [...this.#lostAt.filter((at) => now - at < WITHIN_MS), now];
    if (this.#lostAt.length < TOO_MANY) return true;
    this.#lostAt = [];
    return false;
  }
}
