/** Compares some steps of a model on the active backend with the same eager steps on a reference backend. */
import { setBackend } from "@tensorflow/tfjs-core";
import { ROUGH, shareOf, type Comparison, type Deviation, type ModelSize, type StepMode } from "../../core/browser/machine";
import { defaultsOf, type HyperparameterValues } from "../../core/model/hyperparameters";
import { lossColumns, type Model } from "../../core/model/model";
import { hasConvolution } from "../../core/model/parameters";
import type { Backend } from "../../core/run/runConfig";
import { findModel } from "../../subject/models/registry";
import { changeDeviations, GRADIENT_TOLERANCE, LOSS_TOLERANCE, lossDeviations, type StepsOutcome } from "../check/agreement";
import { greyImages, smallSettings } from "./modelCases";
import { createTrainer } from "../trainer/trainer";

const STEPS = 3;

/**
 * With some seeds the input of a unit is within rounding of 0, the kink of ReLU: backends may disagree whether it is on, which
 * changes a gradient by a hundredth. So a backend counts as wrong only if it deviates with both seeds.
 */
const SEEDS = [3, 5];

/**
 * Adam's ε in comparisons. Adam divides a gradient by its own size, so that mere rounding, as of a bias before batch
 * normalisation, would become a full step of arbitrary sign. With an ε this large it stays small.
 */
const EPSILON = 1e-4;

/** Returns settings with less work: an emulated GPU takes seconds for a convolution of 16 images, and two updates of a critic suffice. */
export function lighterSettings(model: Model, h: HyperparameterValues): HyperparameterValues {
  return { ...h, ...(hasConvolution(model.networks(h)) ? { batch: 4 } : {}), ...("criticSteps" in h ? { criticSteps: 2 } : {}) };
}

const settings = (model: Model, size: ModelSize) =>
  size === "small" ? lighterSettings(model, smallSettings(model)) : defaultsOf(model.hyperparameters);

/** Returns the model with a large ε in its optimisers, so that steps can be compared between backends. */
export const withLargeEpsilon = (model: Model): Model => ({
  ...model,
  optimiser: { ...model.optimiser, epsilon: EPSILON },
  objectives: model.objectives.map((objective) => ({
    ...objective,
    ...(objective.optimiser && { optimiser: { ...objective.optimiser, epsilon: EPSILON } }),
    ...(objective.groups && { groups: objective.groups.map(({ optimiser, ...group }) =>
      ({ ...group, optimiser: (h: HyperparameterValues) => ({ ...(typeof optimiser === "function" ? optimiser(h) : optimiser), epsilon: EPSILON }) })) }),
  })),
});

/** Trains a few steps. Rejects if steps should be compiled and cannot be. */
async function train(model: Model, size: ModelSize, seed: number, backend: Backend, mode: StepMode, threads: number): Promise<StepsOutcome> {
  const config = {
    model: model.id, seed, backend, engine: mode === "eager" ? "eager" : "auto", hyperparameters: settings(model, size),
  } as const;
  const trainer = createTrainer(withLargeEpsilon(model), config, greyImages);
  try {
    // The arena is filled with NaN first, which reveals a value that a step reads before it is written.
    const report = await trainer.compile({ poison: NaN, threads });
    if (mode === "compiled" && report.mode === "eager") throw new Error(`${report.reason}: ${report.detail}`);
    const { tensors: before } = await trainer.snapshot();
    const losses: number[] = [];
    for (let i = 0; i < STEPS; i++) {
      trainer.advance();
      losses.push(...(await trainer.losses()));
    }
    return { losses: Float32Array.from(losses), before, after: (await trainer.snapshot()).tensors };
  } finally {
    trainer.dispose();
  }
}

/** Caches the eager steps of reference backends, and compares others with them. */
export class References {
  readonly #made = new Map<string, StepsOutcome>();
  /** Activates a backend, starting it if necessary. */
  readonly #use: (backend: Backend) => Promise<unknown>;

  constructor(use: (backend: Backend) => Promise<unknown> = setBackend) {
    this.#use = use;
  }

  /** Compares model `id` on `backend` with `reference`; leaves `backend` active. `threads`: for steps compiled on WASM. Rejects if steps should be compiled and cannot be. */
  async compare(id: string, mode: StepMode, size: ModelSize, backend: Backend, reference: Backend, threads = 1): Promise<Comparison> {
    const model = findModel(id);
    if (!model) throw new Error(`there is no model "${id}"`);
    let best: Comparison | null = null;
    for (const seed of SEEDS) {
      const comparison = await this.#compareFrom(seed, model, mode, size, backend, reference, threads);
      if (!best || shareOf(comparison.worst) < shareOf(best.worst)) best = comparison;
      if (shareOf(best.worst) <= 1) break;
    }
    return best!;
  }

  async #compareFrom(
    seed: number, model: Model, mode: StepMode, size: ModelSize, backend: Backend, reference: Backend, threads: number,
  ): Promise<Comparison> {
    const key = `${reference} ${size} ${model.id} ${seed}`;
    let wanted = this.#made.get(key);
    if (!wanted) {
      await this.#use(reference);
      wanted = await train(model, size, seed, reference, "eager", 1);
      this.#made.set(key, wanted);
    }
    await this.#use(backend);
    const found = await train(model, size, seed, backend, mode, threads);
    const columns = lossColumns(model).map((column) => column.id);
    return worstOf([
      ...lossDeviations(columns, found, wanted).map((one) => ({ ...one, tolerance: LOSS_TOLERANCE / ROUGH })),
      ...changeDeviations(found, wanted).map((one) => ({ ...one, tolerance: GRADIENT_TOLERANCE / ROUGH })),
    ]);
  }
}

/** Returns the deviation that uses up most of its tolerance. Throws if there is none. */
export function worstOf(deviations: readonly Deviation[]): Comparison {
  const [first, ...others] = deviations;
  if (!first) throw new Error("nothing was compared");
  const worst = others.reduce((most, one) => (shareOf(one) > shareOf(most) ? one : most), first);
  return { comparisons: deviations.length, worst };
}
