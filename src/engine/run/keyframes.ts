/**
 * What a run keeps of its past to look at: the weights at some steps, within a budget of memory. Steps are spaced evenly on a logarithmic
 * scale, as weights change most at first. How weights are read and shown again is the business of `rewind.ts`.
 */
import type { Step } from "../../core/ids";
import { nearestStep } from "../../core/nearestStep";
import type { Keyframe } from "../../core/past";

/** More cannot be told apart on an axis. */
const MOST = 160;
/** The first and the last one, and some between them, however large a model is. */
const FEWEST = 4;
/** The first so many steps are spaced about evenly: the logarithm is of the step and this. */
const EVEN_STEPS = 20;

const place = (step: number): number => Math.log(step + EVEN_STEPS);

export class Keyframes {
  /** In the order of their steps. */
  #kept: readonly Keyframe[];
  readonly #most: number;

  /** `parameters`: how many numbers a keyframe holds; `budget`: bytes for all of them. */
  constructor(parameters: number, budget: number, kept: readonly Keyframe[] = []) {
    this.#kept = kept;
    this.#most = Math.max(FEWEST, Math.min(MOST, Math.floor(budget / (parameters * Uint16Array.BYTES_PER_ELEMENT))));
  }

  get steps(): readonly Step[] { return this.#kept.map(({ step }) => step); }

  /** This step is far enough from the last one that was kept. */
  isDue(step: Step): boolean {
    const [first, last] = [this.#kept[0], this.#kept.at(-1)];
    if (!first || !last) return true;
    return step > last.step && place(step) - place(last.step) >= (place(step) - place(first.step)) / this.#most;
  }

  /** Later ones than `step` are of a run that has gone back. Lets go of the one that is missed least, where there are too many. */
  keep(step: Step, halves: Keyframe["halves"]): void {
    this.#keepAll([...this.#kept.filter((one) => one.step < step), { step, halves }]);
  }

  /** One that was asked for, which the run may have passed. */
  keepWished(step: Step, halves: Keyframe["halves"]): void {
    const later = this.#kept.filter((one) => one.step > step);
    this.keep(step, halves);
    this.#kept = [...this.#kept.map((one) => (one.step === step ? { ...one, wished: true as const } : one)), ...later];
  }

  /** Those of the same run before its first one here. */
  adopt(keyframes: readonly Keyframe[]): void {
    const [first = Infinity] = this.steps;
    this.#keepAll([...keyframes.filter((one) => one.step < first), ...this.#kept]);
  }

  #keepAll(keyframes: readonly Keyframe[]): void {
    const all = [...keyframes];
    while (all.length > this.#most) all.splice(leastMissed(all), 1);
    this.#kept = all;
  }

  /** Forgets what is later than this step. */
  cut(step: Step): void {
    this.#kept = this.upTo(step);
  }

  /** Those of the run up to this step. */
  upTo(step: Step): readonly Keyframe[] {
    return this.#kept.filter((one) => one.step <= step);
  }

  /** The one whose step is next to this one; null where none is kept. */
  nearest(step: number): Keyframe | null {
    const at = nearestStep(this.steps, step);
    return this.#kept.find((one) => one.step === at) ?? null;
  }
}

/** Which one leaves the smallest gap; never the first or the last. */
function leastMissed(all: readonly Keyframe[]): number {
  let [best, smallest] = [1, Infinity];
  for (let i = 1; i < all.length - 1; i++) {
    if (all[i]!.wished) continue;
    const gap = place(all[i + 1]!.step) - place(all[i - 1]!.step);
    if (gap < smallest) [best, smallest] = [i, gap];
  }
  return best;
}
