/**
 * What a run keeps of its past to look at: the weights at some steps, within a budget of memory. Steps are spaced evenly on a logarithmic
 * scale, as weights change most at first. How weights are read and shown again is the business of `rewind.ts`.
 */
import type { Step } from "../../core/ids";
import { nearestStep } from "../../core/nearestStep";

type Numbers = Float32Array<ArrayBuffer>;

/**
 * Arrays in half precision, which is enough to look at. A browser that has none keeps half as many keyframes. TypeScript's library of
 * this target does not know them; what is used here is what both kinds of array have.
 */
const HalfArray = (globalThis as { readonly Float16Array?: Float32ArrayConstructor }).Float16Array ?? Float32Array;

/** What each pattern of 16 bits stands for: looking numbers up takes a sixth of the time that browsers take to convert them. */
let ofBits: Numbers | undefined;

/** The same numbers in full precision. */
export function inFull(halves: Numbers): Numbers {
  if (HalfArray === Float32Array) return halves.slice();
  ofBits ??= new Float32Array(new HalfArray(Uint16Array.from({ length: 2 ** 16 }, (_, bits) => bits).buffer));
  const bits = new Uint16Array(halves.buffer, halves.byteOffset, halves.length);
  const numbers = new Float32Array(bits.length);
  for (let i = 0; i < bits.length; i++) numbers[i] = ofBits[bits[i]!]!;
  return numbers;
}

export interface Keyframe {
  readonly step: Step;
  /** Asked for, and kept whatever lies beside it. */
  readonly wished?: true;
  /** By the names of the parameters. */
  readonly weights: Readonly<Record<string, Numbers>>;
}

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
    const halves = Object.entries(weights).map(([name, values]) => [name, new HalfArray(values)] as const);
    const all = [...this.#kept.filter((one) => one.step < step), { step, weights: Object.fromEntries(halves) }];
    const missedLeast = all.length > this.#most ? leastMissed(all) : null;
    this.#kept = all.filter((_, i) => i !== missedLeast);
  }

  /** One that was asked for, which the run may have passed. */
  keepWished(step: Step, weights: Readonly<Record<string, Float32Array>>): void {
    const later = this.#kept.filter((one) => one.step > step);
    this.keep(step, weights);
    this.#kept = [...this.#kept.map((one) => (one.step === step ? { ...one, wished: true as const } : one)), ...later];
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
