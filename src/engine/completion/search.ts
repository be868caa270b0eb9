/**
 * Searches for codes that fit the visible pixels, one for each fill-in, all in one batch: it begins at the best of many draws from
 * the prior and continues with Adam. It works in slices, beside training.
 */
import { tensor2d, tidy } from "@tensorflow/tfjs-core";
import { adam } from "../../core/model/optimiser";
import { PIXELS } from "../../core/run/runConfig";
import type { Tensor, Tensor2D } from "../../core/model/tf";
import { adamUpdate, factors, type AdamState } from "../device/adam";
import { decodeImages } from "../pictures/pictures";
import type { FrozenModel } from "../step/frozenModel";
import { createEnergy, type Energy, type Evidence } from "./energy";

/** Adam steps. Measured on VAEs of 2 and 20 dimensions: after about 80, objectives fall by less than 0.1 nat. */
export const STEPS = 120;
/** Draws from the prior for each fill-in. With one alone, a third of the searches in two dimensions end in a far worse local minimum. */
export const CANDIDATES = 32;
/** Steps in one slice: some 8 ms for six codes of a dense VAE with WASM on one core. */
const STEPS_PER_SLICE = 5;
/** Initial learning rate, in units of the prior's standard deviation. It falls to zero along a quarter of a cosine, so that the search converges. */
const FIRST_RATE = 0.15;
/** Adam's β₂: with so few steps the running mean of the squared gradient must forget sooner than in training. */
const BETA2 = 0.98;

export interface SearchSettings {
  readonly samples: number;
  /** CANDIDATES × samples × d numbers from the prior. The first samples × d are the fill-ins' own draws, z₀ of the energy. */
  readonly draws: Float32Array;
  readonly steps?: number;
}

/** Fill-ins after `done` of `of` steps. */
export interface SearchProgress {
  readonly done: number;
  readonly of: number;
  /** samples × 784 in [0,1]. */
  readonly pixels: Float32Array<ArrayBuffer>;
  /** [samples], nats. */
  readonly objective: Float32Array<ArrayBuffer>;
}

/**
 * Returns the fill-ins of the last step. Yields after each slice, with the current fill-ins once there are some. May be ended at
 * any yield, and then holds no tensor. The weights must stay valid until the end.
 */
export async function* search(
  frozen: FrozenModel, evidence: Evidence, { samples, draws, steps = STEPS }: SearchSettings,
): AsyncGenerator<SearchProgress | null, SearchProgress, void> {
  const latent = draws.length / (CANDIDATES * samples);
  const shape: [number, number] = [samples, latent];
  const energy = createEnergy(frozen, evidence, samples);
  const held: Tensor[] = [];
  try {
    const z0 = tensor2d(draws.subarray(0, samples * latent), shape);
    held.push(z0);
    const starts = yield* bestDraws(energy, draws, z0);
    let state: AdamState = { weight: tensor2d(starts, shape), m: tensor2d(new Float32Array(starts.length), shape), v: tensor2d(new Float32Array(starts.length), shape) };
    held.push(...tensorsOf(state));
    const classes = new Uint8Array(samples).fill(evidence.class);
    for (let done = 0; ; done = Math.min(steps, done + STEPS_PER_SLICE)) {
      const values = tidy(() => energy.value(state.weight as Tensor2D, z0));
      held.push(values);
      const [z, objective] = await Promise.all([state.weight.data<"float32">(), values.data<"float32">()]);
      held.pop()?.dispose();
      const pixels = composite(evidence, await decodeImages(frozen, z.slice(), classes));
      const found: SearchProgress = { done, of: steps, pixels, objective: objective.slice() };
      if (done === steps) return found;
      yield found;
      for (let t = done + 1; t <= Math.min(steps, done + STEPS_PER_SLICE); t++) {
        const lr = FIRST_RATE * Math.cos((Math.PI / 2) * ((t - 1) / steps));
        const next = tidy(() => {
          const gradient = energy.gradient(state.weight as Tensor2D, z0);
          return adamUpdate(state, gradient, factors({ ...adam({ beta2: BETA2 }), lr, t }));
        });
        held.splice(1).forEach((tensor) => tensor.dispose());
        held.push(...tensorsOf(next));
        state = next;
      }
    }
  } finally {
    held.forEach((tensor) => tensor.dispose());
    energy.dispose();
  }
}

const tensorsOf = ({ weight, m, v }: AdamState) => [weight, m, v];

/** For each fill-in the draw with the lowest energy: n × d numbers. */
async function* bestDraws(energy: Energy, draws: Float32Array, z0: Tensor2D): AsyncGenerator<null, Float32Array, void> {
  const [n, latent] = z0.shape;
  const best = new Float32Array(n).fill(Infinity);
  const starts = new Float32Array(n * latent);
  for (let candidate = 0; candidate < CANDIDATES; candidate++) {
    const codes = draws.subarray(candidate * n * latent, (candidate + 1) * n * latent);
    const values = tidy(() => energy.value(tensor2d(codes, [n, latent]), z0));
    try {
      (await values.data<"float32">()).forEach((value, i) => {
        if (!(value < best[i]!)) return;
        best[i] = value;
        starts.set(codes.subarray(i * latent, (i + 1) * latent), i * latent);
      });
    } finally {
      values.dispose();
    }
    if (candidate % STEPS_PER_SLICE === 0) yield null;
  }
  return starts;
}

/** Returns the generated images `made`, n × 784 values, with their visible pixels replaced by those of the original. */
export function composite({ pixels, visible }: Pick<Evidence, "pixels" | "visible">, made: Float32Array): Float32Array<ArrayBuffer> {
  return Float32Array.from(made, (value, i) => (visible[i % PIXELS] ? pixels[i % PIXELS]! : value));
}
