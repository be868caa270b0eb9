/**
 * Shows a run at an earlier step while it continues to train: stores its history between steps, and turns a keyframe back into weights.
 */
import { step as toStep, type Step } from "../../core/run/ids";
import { fromFloat16, toFloat16 } from "../../core/run/float16";
import { valuesAt } from "../../core/run/liveChanges";
import { sizeOf } from "../../core/model/parameters";
import type { SavedHistory } from "../../core/run/past";
import { Milestones } from "../measurements/milestones";
import type { SideJob } from "../scheduling/sideWork";
import type { Slices } from "../scheduling/slices";
import { withWeights, type FrozenModel, type FrozenModelAtStep } from "../step/frozenModel";
import { parametersOf, release, tensorsOf } from "../step/weights";
import type { Trainer } from "../trainer/trainer";
import type { Past } from "./past";

/** The model that is shown: a keyframe, or the current weights. */
export class Rewind implements FrozenModelAtStep {
  readonly jobs: readonly SideJob[];
  readonly past: Past;
  readonly #trainer: Trainer;
  readonly #requested: Milestones;
  readonly #onKeyframes: (steps: readonly Step[]) => void;
  #keyframeModel: FrozenModelAtStep | null = null;
  /** How often the run went back: weights that were being read then are not stored. */
  #timesUndone = 0;

  /** `requestedStep`: a step whose keyframe is always kept, once the run reaches it. `onKeyframes`: receives the steps of all keyframes, at the start and after every change. */
  constructor(trainer: Trainer, past: Past, requestedStep: Step | null, onKeyframes: (steps: readonly Step[]) => void) {
    this.#trainer = trainer;
    this.past = past;
    this.#onKeyframes = onKeyframes;
    const requested = this.#requested = new Milestones(trainer, ({ step }) => step === requestedStep);
    const { keyframes, states } = past;
    const start = trainer.step;
    const read = async <T>(compute: () => Promise<T>, keep: (read: T) => void) => {
      const before = this.#timesUndone;
      const found = await compute();
      if (before === this.#timesUndone) keep(found);
    };
    let reported = keyframes.steps.length === 0;
    this.jobs = [
      {
        name: "keyframe",
        every: 0,
        due: () => !reported || requested.latest !== null || keyframes.isDue(trainer.step),
        run: async function* keyframe(): Slices {
          const { latest } = requested;
          const { step } = latest ?? trainer;
          if (latest) await read(() => halvesOf(latest), (halves) => keyframes.addRequested(toStep(step), halves));
          else if (keyframes.isDue(toStep(step))) await read(() => halvesOf(trainer), (halves) => keyframes.add(toStep(step), halves));
          if (latest) requested.dispose();
          reported = true;
          onKeyframes(keyframes.steps);
        },
      },
      {
        name: "state",
        every: 0,
        due: () => states.isDue(trainer.step, start),
        run: async function* state(): Slices { await read(() => trainer.snapshot(), (state) => states.add(state)); },
      },
    ];
  }

  get model() { return this.#trainer.model; }
  get specs() { return this.#trainer.specs; }
  get h() { return this.#shown.h; }
  get step() { return this.#shown.step; }
  get weights() { return this.#shown.weights; }

  get #shown(): FrozenModelAtStep { return this.#keyframeModel ?? this.#trainer; }

  /** Captures the weights if this is the requested step. Call it after every step. */
  afterStep(): void {
    this.#requested.afterStep();
  }

  /** Shows the keyframe nearest to `step`; null: the current weights. Returns the step that is shown from now on. */
  to(step: Step | null): Step {
    const keyframe = step === null ? null : this.past.keyframes.nearest(step);
    if (keyframe?.step === this.#keyframeModel?.step) return this.step;
    this.#releaseKeyframe();
    if (keyframe) {
      const { model, specs, config } = this.#trainer;
      const all = fromFloat16(keyframe.halves);
      let at = 0;
      const values = parametersOf(specs).map(({ name, shape }) => [name, all.subarray(at, at += sizeOf(shape))] as const);
      const weights = tensorsOf(specs, Object.fromEntries(values));
      this.#keyframeModel = { model, specs, h: valuesAt(config, keyframe.step), step: keyframe.step, weights };
    }
    return this.step;
  }

  /** Adds the keyframe of a recomputed step, unless the run has gone back before it. */
  async addRecomputed(recomputed: FrozenModelAtStep): Promise<void> {
    const { step } = recomputed;
    const halves = await halvesOf(recomputed);
    if (step > this.#trainer.step) return;
    this.past.keyframes.addRecomputed(step, halves);
    this.#onKeyframes(this.past.keyframes.steps);
  }

  /** See `Past.adopt`. */
  adopt(past: SavedHistory): void {
    this.past.adopt(past);
    this.#onKeyframes(this.past.keyframes.steps);
  }

  /** Discards history after the current step, to which the run may have gone back; a later keyframe is no longer shown. */
  discardUndone(): void {
    const { step } = this.#trainer;
    const { keyframes } = this.past;
    const undone = (keyframes.steps.at(-1) ?? 0) > step;
    this.#timesUndone++;
    this.past.discardAfter(step);
    if (!undone) return;
    this.#onKeyframes(keyframes.steps);
    if (this.#keyframeModel && this.#keyframeModel.step > step) this.#releaseKeyframe();
  }

  dispose(): void {
    this.#requested.dispose();
    this.#releaseKeyframe();
  }

  #releaseKeyframe(): void {
    if (this.#keyframeModel) release(this.#keyframeModel.weights);
    this.#keyframeModel = null;
  }
}

/** The current weights, all parameters concatenated, in half precision. */
const halvesOf = (run: FrozenModel) => withWeights(run, async ({ specs, weights }) => {
  const parameters = await Promise.all(parametersOf(specs).map(({ name }) => weights[name]!.data<"float32">()));
  const halves = new Uint16Array(parameters.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const parameter of parameters) {
    halves.set(toFloat16(parameter), at);
    at += parameter.length;
  }
  return halves;
});
