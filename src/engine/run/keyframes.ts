/**
 * What a run keeps of its past to look at: the weights at some steps, within a budget of memory. Steps are spaced evenly on a logarithmic
 * scale, as weights change most at first. How weights are read and shown again is the business of `rewind.ts`.
 */
import type { Step } from "../../core/ids";

type Numbers = Float32Array<ArrayBuffer>;

/**
 * Arrays in half precision, which is enough to look at. A browser that has none keeps half as many keyframes. TypeScript's library of
 * this target does not know them; what is used here is what both kinds of array have.
 */
const HalfArray = (globalThis as { readonly Float16Array?: Float32ArrayConstructor }).Float16Array ?? Float32Array;

export interface Keyframe {
  readonly step: Step;
  /** By the names of the parameters. */
  readonly weights: Readonly<Record<string, Numbers>>;
}

const BUDGET_BYTES = 64 * 2 ** 20;
/** More cannot be told apart on an axis. */
const MOST = 160;
/** The first and the last one, and some between them, however large a model is. */
const FEWEST = 4;
/** The first so many steps are spaced about evenly: the logarithm is of the step and this. */
const EVEN_STEPS = 20;

const place = (step: number): number => Math.log(step + EVEN_STEPS);

export class Keyframes {
  /** In the order of their steps. */
  #kept: Keyframe[] = [];
  readonly #most: number;

  /** `parameters`: how many numbers a keyframe holds. */
  constructor(parameters: number, budget = BUDGET_BYTES) {
    this.#most = Math.max(FEWEST, Math.min(MOST, Math.floor(budget / (parameters * HalfArray.BYTES_PER_ELEMENT))));
  }

  get steps(): readonly Step[] { return this.#kept.map(({ step }) => step); }

  /** This step is far enough from the last one that was kept. */
  isDue(step: Step): boolean {
    const [first, last] = [this.#kept[0], this.#kept.at(-1)];
    if (!first || !last) return true;
    return step > last.step && place(step) - place(last.step) >= (place(step) - place(first.step)) / this.#most;
  }

  /** Later ones than `step` are of a run that has gone back. Lets go of the one that is missed least, where there are too many. */
  keep(step: Step, weights: Readonly<Record<string, Float32Array>>): void {
    this.cut(step);
    const halves = Object.entries(weights).map(([name, values]) => [name, HalfArray.from(values)] as const);
    this.#kept = [...this.#kept.filter((one) => one.step < step), { step, weights: Object.fromEntries(halves) }];
    if (this.#kept.length > this.#most) this.#kept.splice(this.#leastMissed(), 1);
  }

  /** Forgets what is later than this step. */
  cut(step: Step): void {
    this.#kept = this.#kept.filter((one) => one.step <= step);
  }

  /** The one whose step is next to this one; null where none is kept. */
  nearest(step: number): Keyframe | null {
    const distance = (one: Keyframe) => Math.abs(one.step - step);
    return this.#kept.reduce<Keyframe | null>((best, one) => (best && distance(best) <= distance(one) ? best : one), null);
  }

  /** Which one leaves the smallest gap; never the first or the last. */
  #leastMissed(): number {
    let [best, smallest] = [1, Infinity];
    for (let i = 1; i < this.#kept.length - 1; i++) {
      const gap = place(this.#kept[i + 1]!.step) - place(this.#kept[i - 1]!.step);
      if (gap < smallest) [best, smallest] = [i, gap];
    }
    return best;
  }
}
