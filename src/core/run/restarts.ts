/** Decides whether a lost worker or device is restarted: yes, unless losses come so fast that a restart does not help. */

/** This many losses within the time are too many. */
const MAX_LOSSES = 3;
const WITHIN_MS = 60_000;

export class Restarts {
  #lostAt: readonly number[] = [];

  /** Records a loss. Returns false if it must not be restarted; the count begins again then. */
  recordLoss(): boolean {
    const now = performance.now();
    this.#lostAt = [...this.#lostAt.filter((at) => now - at < WITHIN_MS), now];
    if (this.#lostAt.length < MAX_LOSSES) return true;
    this.#lostAt = [];
    return false;
  }
}
