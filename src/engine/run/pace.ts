/**
 * Measures how long a step takes, which decides how many steps make a delivery of losses. Where steps are computed at once, it is the time from one
 * delivery to the next, without the time of other work. A GPU has not computed the steps that were submitted just now, so its pace is that of the steps
 * whose losses have arrived; it interleaves steps and pictures, so the time of steps alone cannot be measured there.
 */

/** Milliseconds between two deliveries of losses. */
export const DELIVERY_MS = 100;
/** Milliseconds after which a GPU is measured again: after fewer, losses of several deliveries may have arrived together. */
const MEASURE_EVERY_MS = DELIVERY_MS / 2;

/**
 * What the measured time of a GPU's step replaces: any earlier one ("exact"); a longer one, as the time of pictures may be in it ("at-most"); or
 * only a missing one ("provisional").
 */
export type Meaning = "exact" | "at-most" | "provisional";

export class Pace {
  readonly #now: () => number;
  #msPerStep = 0;
  /** Target number of steps in DELIVERY_MS. */
  #deliverySteps = 1;
  #deliveredAt: number;
  #measuredAt: number;
  /** Milliseconds since the last delivery that were spent on other work and rests. */
  #otherMs = 0;
  /** Steps whose losses have arrived since the last measurement. */
  #arrived = 0;

  constructor(now = () => performance.now()) {
    this.#now = now;
    this.#deliveredAt = this.#measuredAt = now();
  }

  /** 0 until it was measured. */
  get msPerStep(): number { return this.#msPerStep; }

  /** Milliseconds since the last delivery, without other work and rests. */
  get elapsed(): number { return this.#now() - this.#deliveredAt - this.#otherMs; }

  /** How many steps are expected to take this long; at least one. */
  stepsIn(ms: number): number {
    return Math.max(1, Math.floor((this.#deliverySteps * ms) / DELIVERY_MS));
  }

  /** Training begins, or continues after something else. */
  restart(): void {
    this.#deliveredAt = this.#measuredAt = this.#now();
    this.#otherMs = 0;
    this.#arrived = 0;
  }

  /** Counts these milliseconds since the last delivery as other work or a rest. */
  exclude(ms: number): void {
    this.#otherMs += ms;
  }

  countArrived(steps: number): void {
    this.#arrived += steps;
  }

  /** Ends a delivery of steps that are computed. */
  deliverComputed(steps: number): void {
    if (steps > 0) {
      this.measureComputed(steps);
      this.#expect(this.elapsed / steps); // 0 doubles the next delivery, until the clock can measure it
    }
    this.#endDelivery();
  }

  /** Ends a delivery of steps that are submitted to a GPU. */
  deliverSubmitted(meaning: Meaning): void {
    const now = this.#now();
    const ms = now - this.#measuredAt;
    if (this.#arrived > 0 && ms >= MEASURE_EVERY_MS) {
      const [pace, before] = [ms / this.#arrived, this.#msPerStep];
      this.#msPerStep = before === 0 || meaning === "exact" ? pace : meaning === "provisional" ? before : Math.min(before, pace);
      this.#expect(this.#msPerStep);
      this.#measuredAt = now;
      this.#arrived = 0;
    }
    this.#endDelivery();
  }

  /** Measures computed steps, at a delivery or when training is held. A hold leaves the size of deliveries. */
  measureComputed(steps: number): void {
    const pace = this.elapsed / steps;
    if (steps > 0 && pace > 0) this.#msPerStep = pace; // 0 is less than the clock's resolution
  }

  /** Measures a GPU that has no pace yet when training is held and all losses have arrived. The time of submitting steps says nothing about it. */
  measureArrived(): void {
    if (this.#msPerStep === 0 && this.#arrived > 0) this.#msPerStep = (this.#now() - this.#measuredAt) / this.#arrived;
  }

  /** Deliveries become at most twice as long, so that one short step does not make a long one. */
  #expect(msPerStep: number): void {
    this.#deliverySteps = Math.max(1, Math.min(2 * this.#deliverySteps, Math.round(DELIVERY_MS / msPerStep)));
  }

  #endDelivery(): void {
    this.#deliveredAt = this.#now();
    this.#otherMs = 0;
  }
}
