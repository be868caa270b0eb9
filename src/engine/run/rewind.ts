/**
 * Shows a run as it was at an earlier step while it trains on: keeps its past beside training, and makes weights of a keyframe again.
 */
import { step as toStep, type Step } from "../../core/ids";
import { fromFloat16, toFloat16 } from "../../core/half";
import { valuesAt } from "../../core/liveChanges";
import { sizeOf } from "../../core/parameters";
import type { SavedHistory } from "../../core/past";
import { Milestones } from "../measurements/milestones";
import type { SideGroup, SideJob } from "../scheduling/sideWork";
import type { Slices } from "../scheduling/slices";
import { withWeights, type Still, type StillAt } from "../step/still";
import { parametersOf, release, tensorsOf } from "../step/weights";
import type { Trainer } from "../trainer/trainer";
import type { Past } from "./past";

/** At most this share of the time goes into what is kept. The first keyframes are kept at once. */
export const KEEPING = { share: 0.02, start: 20, most: 200 } as const satisfies Omit<SideGroup, "jobs">;

/** The model as it is shown: at the step it was taken back to, or as it stands. */
export class Rewind implements StillAt {
  readonly jobs: readonly SideJob[];
  readonly past: Past;
  readonly #trainer: Trainer;
  readonly #wished: Milestones;
  readonly #kept: (steps: readonly Step[]) => void;
  #shownPast: StillAt | null = null;
  /** How often the run went back: what was read before does not count after it. */
  #wentBack = 0;

  /** `wish`: a step that is kept by all means, where the run comes to it. `kept`: told the steps of all keyframes, first of those that it begins with, and when they have changed. */
  constructor(trainer: Trainer, past: Past, wish: Step | null, kept: (steps: readonly Step[]) => void) {
    this.#trainer = trainer;
    this.past = past;
    this.#kept = kept;
    const wished = this.#wished = new Milestones(trainer, ({ step }) => step === wish);
    const { keyframes, states } = past;
    const start = trainer.step;
    const read = async <T>(numbers: () => Promise<T>, keep: (read: T) => void) => {
      const before = this.#wentBack;
      const found = await numbers();
      if (before === this.#wentBack) keep(found);
    };
    let told = keyframes.steps.length === 0;
    this.jobs = [
      {
        name: "keyframe",
        every: 0,
        due: () => !told || wished.latest !== null || keyframes.isDue(trainer.step),
        run: async function* keyframe(): Slices {
          const { latest } = wished;
          const { step } = latest ?? trainer;
          if (latest) await read(() => halvesOf(latest), (halves) => keyframes.keepWished(toStep(step), halves));
          else if (keyframes.isDue(toStep(step))) await read(() => halvesOf(trainer), (halves) => keyframes.keep(toStep(step), halves));
          if (latest) wished.dispose();
          told = true;
          kept(keyframes.steps);
        },
      },
      {
        name: "state",
        every: 0,
        due: () => states.isDue(trainer.step, start),
        run: async function* state(): Slices { await read(() => trainer.snapshot(), (state) => states.keep(state)); },
      },
    ];
  }

  get model() { return this.#trainer.model; }
  get specs() { return this.#trainer.specs; }
  get h() { return this.#shown.h; }
  get step() { return this.#shown.step; }
  get weights() { return this.#shown.weights; }

  get #shown(): StillAt { return this.#shownPast ?? this.#trainer; }

  /** Call it after every step. */
  look(): void {
    this.#wished.look();
  }

  /** Shows the keyframe next to `step`; null: the model as it stands. Returns the step that is shown from now on. */
  to(step: Step | null): Step {
    const keyframe = step === null ? null : this.past.keyframes.nearest(step);
    if (keyframe?.step === this.#shownPast?.step) return this.step;
    this.#leave();
    if (keyframe) {
      const { model, specs, config } = this.#trainer;
      const numbers = fromFloat16(keyframe.halves);
      let at = 0;
      const values = parametersOf(specs).map(({ name, shape }) => [name, numbers.subarray(at, at += sizeOf(shape))] as const);
      const weights = tensorsOf(specs, Object.fromEntries(values));
      this.#shownPast = { model, specs, h: valuesAt(config, keyframe.step), step: keyframe.step, weights };
    }
    return this.step;
  }

  /** As `Past.adopt`. */
  adopt(past: SavedHistory): void {
    this.past.adopt(past);
    this.#kept(this.past.keyframes.steps);
  }

  /** The run may have gone back to where it stands now: nothing later is kept or shown. */
  wentBack(): void {
    const { step } = this.#trainer;
    const { keyframes } = this.past;
    const undone = (keyframes.steps.at(-1) ?? 0) > step;
    this.#wentBack++;
    this.past.cut(step);
    if (!undone) return;
    this.#kept(keyframes.steps);
    if (this.#shownPast && this.#shownPast.step > step) this.#leave();
  }

  dispose(): void {
    this.#wished.dispose();
    this.#leave();
  }

  #leave(): void {
    if (this.#shownPast) release(this.#shownPast.weights);
    this.#shownPast = null;
  }
}

/** Weights as they stand now, parameter after parameter, in half precision. */
const halvesOf = (run: Still) => withWeights(run, async ({ specs, weights }) => {
  const parameters = await Promise.all(parametersOf(specs).map(({ name }) => weights[name]!.data<"float32">()));
  const halves = new Uint16Array(parameters.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const parameter of parameters) {
    halves.set(toFloat16(parameter), at);
    at += parameter.length;
  }
  return halves;
});
