/**
 * Keyframes: a run's weights at some earlier steps, within a memory budget. The steps are evenly spaced on a logarithmic scale,
 * as weights change most at first. `rewind.ts` reads weights and shows keyframes.
 */
import type { Step } from "../../core/run/ids";
import { nearestStep } from "../../core/run/nearestStep";
import type { Keyframe } from "../../core/run/past";

/** More cannot be distinguished on an axis. */
const MAX_KEYFRAMES = 160;
/** Leaves the first, the last and two between them, however large the model is. */
const MIN_KEYFRAMES = 4;
/** Recomputed steps whose keyframes are stored beside the others. */
const RECOMPUTED_KEYFRAMES = 4;
/** Positions are log(step + EVEN_STEPS), so the first 20 steps or so are evenly spaced. */
const EVEN_STEPS = 20;

const logPosition = (step: number): number => Math.log(step + EVEN_STEPS);

export class Keyframes {
  /** In ascending order of steps. */
  #keyframes: readonly Keyframe[];
  /** Keyframes of the steps that were recomputed last. They do not change which others are stored. */
  #recomputed: readonly Keyframe[] = [];
  readonly #maxKeyframes: number;

  /** `parameters`: float16 values in a keyframe; `budget`: bytes for all keyframes. */
  constructor(parameters: number, budget: number, kept: readonly Keyframe[] = []) {
    this.#keyframes = kept;
    this.#maxKeyframes = Math.max(MIN_KEYFRAMES, Math.min(MAX_KEYFRAMES, Math.floor(budget / (parameters * Uint16Array.BYTES_PER_ELEMENT))));
  }

  get bytes(): number { return this.#all.reduce((sum, { halves }) => sum + halves.byteLength, 0); }

  get steps(): readonly Step[] { return this.#all.map(({ step }) => step); }

  get #all(): readonly Keyframe[] {
    const others = this.#recomputed.filter(({ step }) => !this.#keyframes.some((one) => one.step === step));
    return [...this.#keyframes, ...others].sort((a, b) => a.step - b.step);
  }

  /** Returns whether this step is far enough from the last keyframe. */
  isDue(step: Step): boolean {
    const [first, last] = [this.#keyframes[0], this.#keyframes.at(-1)];
    if (!first || !last) return true;
    return step > last.step && logPosition(step) - logPosition(last.step) >= (logPosition(step) - logPosition(first.step)) / this.#maxKeyframes;
  }

  /** Adds a keyframe and discards later ones, because the run has gone back since. If there are too many, discards one that leaves the smallest gap. */
  add(step: Step, halves: Keyframe["halves"]): void {
    this.#replaceAll([...this.#keyframes.filter((one) => one.step < step), { step, halves }]);
  }

  /** Adds a requested keyframe, which is never thinned out. The run may have passed its step already. */
  addRequested(step: Step, halves: Keyframe["halves"]): void {
    const later = this.#keyframes.filter((one) => one.step > step);
    this.add(step, halves);
    this.#keyframes = [...this.#keyframes.map((one) => (one.step === step ? { ...one, wished: true as const } : one)), ...later];
  }

  /** Adds the keyframe of a recomputed step, in place of the oldest such one if there are too many. */
  addRecomputed(step: Step, halves: Keyframe["halves"]): void {
    this.#recomputed = [...this.#recomputed, { step, halves }].slice(-RECOMPUTED_KEYFRAMES);
  }

  /** Adds keyframes of the same run that precede its first one here. */
  adopt(keyframes: readonly Keyframe[]): void {
    const first = this.#keyframes[0]?.step ?? Infinity;
    this.#replaceAll([...keyframes.filter((one) => one.step < first), ...this.#keyframes]);
  }

  #replaceAll(keyframes: readonly Keyframe[]): void {
    const all = [...keyframes];
    while (all.length > this.#maxKeyframes) all.splice(smallestGapIndex(all), 1);
    this.#keyframes = all;
  }

  /** Discards the keyframes after this step. */
  discardAfter(step: Step): void {
    this.#keyframes = this.#keyframes.filter((one) => one.step <= step);
    this.#recomputed = this.#recomputed.filter((one) => one.step <= step);
  }

  /** The keyframes up to and including this step. */
  upTo(step: Step): readonly Keyframe[] {
    return this.#all.filter((one) => one.step <= step);
  }

  /** The keyframe nearest to this step; null if there is none. */
  nearest(step: number): Keyframe | null {
    const at = nearestStep(this.steps, step);
    return this.#all.find((one) => one.step === at) ?? null;
  }
}

/** The index of the keyframe whose removal leaves the smallest gap; never the first, the last or a requested one. */
function smallestGapIndex(all: readonly Keyframe[]): number {
  let [best, smallest] = [1, Infinity];
  for (let i = 1; i < all.length - 1; i++) {
    if (all[i]!.wished) continue;
    const gap = logPosition(all[i + 1]!.step) - logPosition(all[i - 1]!.step);
    if (gap < smallest) [best, smallest] = [i, gap];
  }
  return best;
}
