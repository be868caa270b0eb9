/** Where in latent space the page starts, and where "new noise" goes: functions of the seed, as everything random is. */
import { codeNoises } from "../core/run/draws";
import type { Model } from "../core/model/model";
import type { CodeNoise, NoisePlace } from "../core/latent/pictures";
import type { RunConfig } from "../core/run/runConfig";
import { findModel } from "../models/registry";

export interface LatentSpace {
  readonly model: Model;
  readonly latent: number;
  readonly seed: number;
}

/** Beyond the codes of any encoder, be it one whose codes nothing holds near the prior. */
export const Z_LIMIT = 50;
/** In a link z has three decimals, a twentieth of a pixel on the map. */
const Z_DECIMALS = 3;

/** −0 becomes 0: it is written alike. */
const rounded = (value: number, factor: number) => Math.round(value * factor) / factor || 0;

/** A position as a link can say it, so that the picture on the page is the picture that the link opens. */
export function tidyPosition(z: ArrayLike<number>, latent: number): readonly number[] {
  return Array.from({ length: latent }, (_, i) => {
    const value = z[i] ?? 0;
    return Number.isFinite(value) ? rounded(Math.min(Z_LIMIT, Math.max(-Z_LIMIT, value)), 10 ** Z_DECIMALS) : 0;
  });
}

/** Of a run. Throws where there is no such model. */
export function latentSpaceOf({ model: id, seed, hyperparameters }: RunConfig): LatentSpace {
  const model = findModel(id);
  if (!model) throw new Error(`there is no model "${id}"`);
  return { model, latent: Number(hyperparameters["latent"]), seed };
}

/** Keep the reader's noise apart from other draws for "sample", and from that of other places. */
const READERS_LANE = 1;
const PLACES_LANE = 2;

const drawIn = ({ latent, seed }: LatentSpace, press: number, lane: number): CodeNoise => {
  const { z, choice } = codeNoises({ seed, purpose: "sample", step: press, lane }, 1, latent);
  return { z: tidyPosition(z, latent), choice: choice[0]! };
};

/**
 * A draw from the prior for the `press`-th press of "new noise"; 0 is where models without an encoder start. The page has
 * no weights: throws where the prior has, which a model that may come here must not (registry.test.ts).
 */
export function drawPosition(space: LatentSpace, press: number): readonly number[] {
  if (space.model.prior.kind !== "standard-normal") throw new Error(`The page cannot draw from the prior of ${space.model.id}.`);
  return drawIn(space, press, READERS_LANE).z;
}

/** Another, for places besides the reader's own: the engine knows what the prior makes of it. */
export const drawNoise = (space: LatentSpace, press: number): NoisePlace => ({ kind: "noise", ...drawIn(space, press, PLACES_LANE) });

/**
 * The middle of the prior for models that encode. A GAN's generator hardly ever sees the origin of a wide
 * latent space, where all noise has a length near √d: it starts at a draw.
 */
export const startPosition = (space: LatentSpace): readonly number[] =>
  (space.model.encode ? tidyPosition([], space.latent) : drawPosition(space, 0));

export const samePosition = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);
