/**
 * Measures how long a step takes, which decides how many steps make a delivery of losses. Where steps are computed at once, it is the time from one
 * delivery to the next, without the time of other work. A GPU has not computed the steps that were submitted just now, so its pace is that of the steps
 * whose losses have arrived; it interleaves steps and pictures, so the time of steps alone cannot be measured there.
 */

/** Milliseconds between two deliveries of losses. */
export const DELIVERY_MS = 100;

/** How a pace that a GPU shows is taken: as it is; only if none was measured before; or as the most that a step can take. */
export type Taken = "as-is" | "if-first" | "at-most";

export class Pace {
  readonly #now: () => number;
  #msPerStep = 0;
  /** Target number of steps in DELIVERY_MS. */
  #deliverySteps = 1;
  #deliveredAt: number;
  #measuredAt: number;
  /** Milliseconds since the last delivery that are not the steps'. */
  #otherMs = 0;
  /** Steps whose losses have arrived since the last measurement. */
  #arrived = 0;

  constructor(now = () => performance.now()) {
    this.#now = now;
    this.#deliveredAt = this.#measuredAt = now();
  }

  /** 0 until it was measured. */
  get msPerStep(): number { return this.#msPerStep; }

  /** Milliseconds of steps since the last delivery. */
  get elapsed(): number { return this.#now() - this.#deliveredAt - this.#otherMs; }

  /** How many steps are expected to take this long; at least one. */
  stepsIn(ms: number): number {
    return Math.max(1, Math.floor((this.#deliverySteps * ms) / DELIVERY_MS));
  }

  /** Training begins, or goes on after something else. */
  restart(): void {
    this.#deliveredAt = this.#measuredAt = this.#now();
    this.#otherMs = 0;
    this.#arrived = 0;
  }

  /** Since the last delivery, this many milliseconds went to other work or a rest. */
  exclude(ms: number): void {
    this.#otherMs += ms;
  }

  countArrived(steps: number): void {
    this.#arrived += steps;
  }

  /** Measures steps that are computed, at their delivery. */
  measureComputed(steps: number): void {
    if (steps > 0) this.#become(this.elapsed / steps);
  }

  /** Measures a GPU by the losses that have arrived. After less than `least` milliseconds, several deliveries may have arrived together. */
  measureArrived(taken: Taken, least = DELIVERY_MS / 2): void {
    const ms = this.#now() - this.#measuredAt;
    if (this.#arrived === 0 || ms < least) return;
    const pace = ms / this.#arrived;
    const before = this.#msPerStep;
    this.#become(before === 0 || taken === "as-is" ? pace : taken === "if-first" ? before : Math.min(before, pace));
    this.#measuredAt = this.#now();
    this.#arrived = 0;
  }

  /** Losses are on their way; the next delivery begins. */
  delivered(): void {
    this.#deliveredAt = this.#now();
    this.#otherMs = 0;
  }

  #become(msPerStep: number): void {
    if (msPerStep <= 0) return; // shorter than the clock's resolution
    this.#msPerStep = msPerStep;
    this.#deliverySteps = Math.max(1, Math.min(2 * this.#deliverySteps, Math.round(DELIVERY_MS / msPerStep)));
  }
}
