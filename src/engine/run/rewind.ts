/**
 * Shows a run as it was at an earlier step while it trains on: keeps keyframes beside training, and makes weights of one of them again.
 */
import type { Step } from "../../core/ids";
import { valuesAt } from "../../core/liveChanges";
import { sizeOf } from "../../core/parameters";
import type { SideGroup, SideJob } from "../scheduling/sideWork";
import type { Slices } from "../scheduling/slices";
import { withWeights, type StillAt } from "../step/still";
import { parametersOf, release, tensorsOf } from "../step/weights";
import type { Trainer } from "../trainer/trainer";
import { Keyframes } from "./keyframes";

/** At most this share of the time goes into keyframes. The first ones are kept at once. */
export const KEYFRAMES = { share: 0.02, start: 20, most: 200 } as const satisfies Omit<SideGroup, "jobs">;

/** The model as it is shown: at the step it was taken back to, or as it stands. */
export class Rewind implements StillAt {
  readonly job: SideJob;
  readonly #trainer: Trainer;
  readonly #keyframes: Keyframes;
  readonly #kept: (steps: readonly Step[]) => void;
  #past: StillAt | null = null;

  /** `kept`: told the steps of all keyframes when they have changed. */
  constructor(trainer: Trainer, kept: (steps: readonly Step[]) => void) {
    this.#trainer = trainer;
    this.#kept = kept;
    const parameters = parametersOf(trainer.specs).reduce((sum, { shape }) => sum + sizeOf(shape), 0);
    const keyframes = this.#keyframes = new Keyframes(parameters);
    this.job = {
      name: "keyframe",
      every: 0,
      due: () => keyframes.isDue(trainer.step),
      run: async function* keyframe(): Slices {
        const { step } = trainer;
        keyframes.keep(step, await withWeights(trainer, async ({ weights }) => {
          const read = Object.entries(weights).map(async ([name, value]) => [name, await value.data<"float32">()] as const);
          return Object.fromEntries(await Promise.all(read));
        }));
        kept(keyframes.steps);
      },
    };
  }

  get model() { return this.#trainer.model; }
  get specs() { return this.#trainer.specs; }
  get h() { return this.#shown.h; }
  get step() { return this.#shown.step; }
  get weights() { return this.#shown.weights; }

  get #shown(): StillAt { return this.#past ?? this.#trainer; }

  /** Shows the keyframe next to `step`; null: the model as it stands. Returns the step that is shown from now on. */
  to(step: Step | null): Step {
    const keyframe = step === null ? null : this.#keyframes.nearest(step);
    if (keyframe?.step === this.#past?.step) return this.step;
    this.#leave();
    if (keyframe) {
      const { model, specs, config } = this.#trainer;
      const values = Object.entries(keyframe.weights).map(([name, halves]) => [name, Float32Array.from(halves)] as const);
      const weights = tensorsOf(specs, Object.fromEntries(values));
      this.#past = { model, specs, h: valuesAt(config, keyframe.step), step: keyframe.step, weights };
    }
    return this.step;
  }

  /** The run may have gone back to where it stands now: nothing later is kept or shown. */
  wentBack(): void {
    const { step } = this.#trainer;
    if ((this.#keyframes.steps.at(-1) ?? 0) <= step) return;
    this.#keyframes.cut(step);
    this.#kept(this.#keyframes.steps);
    if (this.#past && this.#past.step > step) this.#leave();
  }

  dispose(): void {
    this.#leave();
  }

  #leave(): void {
    if (this.#past) release(this.#past.weights);
    this.#past = null;
  }
}
