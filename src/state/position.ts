/** Where in latent space the page starts, and where "new noise" goes: functions of the seed, as everything random is. */
import { normals } from "../core/philox";
import { findModel } from "../models/registry";
import { tidyPosition } from "./settings";

/** Keeps the reader's noise apart from other draws for "sample". */
const READERS_LANE = 1;

/** N(0,I), the prior, for the `press`-th press of "new noise"; 0 is where a GAN starts. */
export function drawPosition(seed: number, latent: number, press: number): readonly number[] {
  return tidyPosition(normals({ seed, purpose: "sample", step: press, lane: READERS_LANE }, latent), latent);
}

/**
 * The middle of the prior for models with a posterior. A GAN's generator hardly ever sees the origin of a wide
 * latent space, where all noise has a length near √d: it starts at a draw.
 */
export function startPosition(model: string, latent: number, seed: number): readonly number[] {
  return findModel(model)?.family === "gan" ? drawPosition(seed, latent, 0) : tidyPosition([], latent);
}

/** N(0,I) again, for places besides the reader's own. */
export function drawNoise(seed: number, latent: number, press: number): readonly number[] {
  return tidyPosition(normals({ seed, purpose: "sample", step: press, lane: READERS_LANE + 1 }, latent), latent);
}

export const samePosition = (a: readonly number[], b: readonly number[]): boolean =>
  a.length === b.length && a.every((value, i) => value === b[i]);
