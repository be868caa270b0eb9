/** What the instruments of the latent space look at, besides the reader's position: plain data, the same for every link. */
import { findModel } from "../models/registry";
import type { Place, Step } from "../worker/protocol";
import { drawNoise } from "./position";

/** How the plane on the map came about. */
export type Basis =
  /** Two dimensions, counted from 0. */
  | { readonly kind: "dimensions"; readonly axes: readonly [number, number] }
  /** `found`: null until the worker has answered. */
  | { readonly kind: "components"; readonly found: { readonly step: Step; readonly shares: readonly number[]; readonly images: number } | null }
  /** `found`: null until their codes are known. */
  | { readonly kind: "three"; readonly found: ThreeCodes | null };

export interface ThreeCodes {
  readonly step: Step;
  /** [3][d]: the codes of A, B and C at that step. */
  readonly codes: readonly (readonly number[])[];
  /** Why they span no plane; null where they do. */
  readonly trouble: "equal" | "collinear" | null;
}

export type Three<T> = readonly [T, T, T];

export interface Looking {
  /** The first of the dimensions on show. */
  readonly traverse: { readonly first: number };
  readonly between: { readonly from: Place; readonly to: Place };
  readonly arithmetic: { readonly image: number; readonly minus: number; readonly plus: number };
  /** A, B and C of the plane through three. */
  readonly three: Three<Place>;
  /** Noises drawn so far. */
  readonly draws: number;
}

/** Rows of a traversal on show at a time. */
export const ROWS_AT_ONCE = 10;

/** Among MNIST's first test images: a 0, a 9, a 1, and a 3. */
const [ZERO, NINE, ONE, THREE] = [3, 7, 2, 18];

export function startLooking(modelId: string, latent: number, seed: number): Looking {
  const encodes = findModel(modelId)?.encode !== undefined;
  const noise = (press: number): Place => ({ kind: "noise", z: drawNoise(seed, latent, press) });
  const image = (index: number): Place => ({ kind: "image", index });
  return {
    traverse: { first: 0 },
    between: encodes ? { from: image(ZERO), to: image(NINE) } : { from: noise(0), to: noise(1) },
    arithmetic: { image: THREE, minus: 3, plus: 8 },
    three: encodes ? [image(ZERO), image(NINE), image(ONE)] : [noise(0), noise(1), noise(2)],
    draws: 3,
  };
}
