/**
 * What a run keeps of its past to look at: the weights at some steps, within a budget of memory. Steps are spaced evenly on a logarithmic
 * scale, as weights change most at first. How weights are read and shown again is the business of `rewind.ts`.
 */
import type { Step } from "../../core/ids";
import { nearestStep } from "../../core/nearestStep";
import type { Keyframe } from "../../core/past";

/** More cannot be told apart on an axis. */
const MAX_KEYFRAMES = 160;
/** The first and the last one, and some between them, however large a model is. */
const MIN_KEYFRAMES = 4;
/** The first so many steps are spaced about evenly: the logarithm is of the step and this. */
const EVEN_STEPS = 20;

const logPosition = (step: number): number => Math.log(step + EVEN_STEPS);

export class Keyframes {
  /** In the order of their steps. */
  #keyframes: readonly Keyframe[];
  readonly #maxKeyframes: number;

  /** `parameters`: how many numbers a keyframe holds; `budget`: bytes for all of them. */
  constructor(parameters: number, budget: number, kept: readonly Keyframe[] = []) {
    this.#keyframes = kept;
    this.#maxKeyframes = Math.max(MIN_KEYFRAMES, Math.min(MAX_KEYFRAMES, Math.floor(budget / (parameters * Uint16Array.BYTES_PER_ELEMENT))));
  }

  get steps(): readonly Step[] { return this.#keyframes.map(({ step }) => step); }

  /** This step is far enough from the last one that was kept. */
  isDue(step: Step): boolean {
    const [first, last] = [this.#keyframes[0], this.#keyframes.at(-1)];
    if (!first || !last) return true;
    return step > last.step && logPosition(step) - logPosition(last.step) >= (logPosition(step) - logPosition(first.step)) / this.#maxKeyframes;
  }

  /** Later ones than `step` are of a run that has gone back. Lets go of the one that is missed least, where there are too many. */
  add(step: Step, halves: Keyframe["halves"]): void {
    this.#replaceAll([...this.#keyframes.filter((one) => one.step < step), { step, halves }]);
  }

  /** One that was asked for, which the run may have passed. */
  addRequested(step: Step, halves: Keyframe["halves"]): void {
    const later = this.#keyframes.filter((one) => one.step > step);
    this.add(step, halves);
    this.#keyframes = [...this.#keyframes.map((one) => (one.step === step ? { ...one, wished: true as const } : one)), ...later];
  }

  /** Those of the same run before its first one here. */
  adopt(keyframes: readonly Keyframe[]): void {
    const [first = Infinity] = this.steps;
    this.#replaceAll([...keyframes.filter((one) => one.step < first), ...this.#keyframes]);
  }

  #replaceAll(keyframes: readonly Keyframe[]): void {
    const all = [...keyframes];
    while (all.length > this.#maxKeyframes) all.splice(smallestGapIndex(all), 1);
    this.#keyframes = all;
  }

  /** Forgets what is later than this step. */
  discardAfter(step: Step): void {
    this.#keyframes = this.upTo(step);
  }

  /** Those of the run up to this step. */
  upTo(step: Step): readonly Keyframe[] {
    return this.#keyframes.filter((one) => one.step <= step);
  }

  /** The one whose step is next to this one; null where none is kept. */
  nearest(step: number): Keyframe | null {
    const at = nearestStep(this.steps, step);
    return this.#keyframes.find((one) => one.step === at) ?? null;
  }
}

/** Which one leaves the smallest gap; never the first or the last. */
function smallestGapIndex(all: readonly Keyframe[]): number {
  let [best, smallest] = [1, Infinity];
  for (let i = 1; i < all.length - 1; i++) {
    if (all[i]!.wished) continue;
    const gap = logPosition(all[i + 1]!.step) - logPosition(all[i - 1]!.step);
    if (gap < smallest) [best, smallest] = [i, gap];
  }
  return best;
}
