/** The initial position in latent space, and the positions of "new noise": functions of the seed, as everything random is. */
import { codeNoises } from "../../core/run/draws";
import type { Model } from "../../core/model/model";
import type { CodeNoise, NoisePlace } from "../../core/latent/pictures";
import type { RunConfig } from "../../core/run/runConfig";
import { findModel } from "../../subject/models/registry";

export interface LatentSpace {
  readonly model: Model;
  readonly latent: number;
  readonly seed: number;
}

/** The limit of each coordinate: no encoder's codes are beyond it, even if nothing keeps them near the prior. */
export const Z_LIMIT = 50;
/** The decimals of z in a link: three, a twentieth of a pixel on the map. */
const Z_DECIMALS = 3;

/** Rounds a number. −0 becomes 0. */
const rounded = (value: number, factor: number) => Math.round(value * factor) / factor || 0;

/** Returns a position rounded as in a link, [latent], so that a link opens the same picture as the page shows. */
export function tidyPosition(z: ArrayLike<number>, latent: number): readonly number[] {
  return Array.from({ length: latent }, (_, i) => {
    const value = z[i] ?? 0;
    return Number.isFinite(value) ? rounded(Math.min(Z_LIMIT, Math.max(-Z_LIMIT, value)), 10 ** Z_DECIMALS) : 0;
  });
}

/** Returns the latent space of a run. Throws an Error if there is no such model. */
export function latentSpaceOf({ model: id, seed, hyperparameters }: RunConfig): LatentSpace {
  const model = findModel(id);
  if (!model) throw new Error(`there is no model "${id}"`);
  return { model, latent: Number(hyperparameters["latent"]), seed };
}

/** Lanes of random numbers with the purpose "sample": the reader's noise and the noise of other places have their own. */
const READERS_LANE = 1;
const PLACES_LANE = 2;

const drawIn = ({ latent, seed }: LatentSpace, press: number, lane: number): CodeNoise => {
  const { z, choice } = codeNoises({ seed, purpose: "sample", step: press, lane }, 1, latent);
  return { z: tidyPosition(z, latent), choice: choice[0]! };
};

/**
 * Returns a draw from the prior, [latent], for the `press`-th press of "new noise"; 0 is the initial position of models without an
 * encoder. The page has no weights, so it throws an Error if the prior has some; registry.test.ts excludes such models here.
 */
export function drawPosition(space: LatentSpace, press: number): readonly number[] {
  if (space.model.prior.kind !== "standard-normal") throw new Error(`The page cannot draw from the prior of ${space.model.id}.`);
  return drawIn(space, press, READERS_LANE).z;
}

/** Returns a noise for a place other than the reader's position. The engine maps it to the prior. */
export const drawNoise = (space: LatentSpace, press: number): NoisePlace => ({ kind: "noise", press, ...drawIn(space, press, PLACES_LANE) });

/**
 * Returns the initial position, [latent]: the prior's mean for models that encode. Others start at a draw: in a space of many dimensions all
 * noise has a length near √d, so a generator is hardly ever trained near the origin.
 */
export const startPosition = (space: LatentSpace): readonly number[] =>
  (space.model.encode ? tidyPosition([], space.latent) : drawPosition(space, 0));

/** Returns whether two positions are equal. */
export const samePosition = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);
