/** What the instruments of the latent space look at, besides the reader's position: plain data, the same for every link. */
import type { Model } from "../core/model/model";
import { sameRange, type Range } from "../core/latent/range";
import type { Place, Plane, Step } from "../worker/protocol";
import { drawNoise, type LatentSpace } from "./position";

/** The ways in which the plane on the map can come about. */
export const BASES = ["dimensions", "strongest", "components", "three"] as const;

/** How it came about. */
export type Basis =
  /** Two dimensions, counted from 0. */
  | { readonly kind: "dimensions"; readonly axes: readonly [number, number] }
  /** The two directions that change the pictures most. `found`: null until the worker has answered. */
  | { readonly kind: "strongest"; readonly found: { readonly step: Step; readonly shares: readonly number[] } | null }
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

/** What a link says of the map. */
export interface MapWish {
  readonly basis: (typeof BASES)[number];
  /** Where `basis` is "dimensions": which, counted from 0. */
  readonly axes: readonly [number, number];
  /** Null: nobody has set it, and the map takes one that suits. */
  readonly range: Range | null;
}

/** The planes that a model's map can show in so many dimensions, the one that it shows by itself first. */
export function basesOf({ encode }: Pick<Model, "encode">, latent: number): readonly Basis["kind"][] {
  if (latent <= 2) return ["dimensions"];
  return encode ? ["strongest", "dimensions", "components", "three"] : ["strongest", "dimensions", "three"];
}

export const firstAxes = (latent: number): readonly [number, number] => (latent > 1 ? [0, 1] : [0, 0]);

/** `latent` > 2: two numbers of z among many hardly change a picture. */
export const standardMap = (latent: number): MapWish =>
  ({ basis: latent > 2 ? "strongest" : "dimensions", axes: firstAxes(latent), range: null });

/** The map as it stands, in a link's words. */
export function mapOf({ basis, plane, ranged, z }: {
  readonly basis: Basis; readonly plane: Plane; readonly ranged: boolean; readonly z: readonly number[];
}): MapWish {
  const { middle, extent } = plane;
  return { basis: basis.kind, axes: basis.kind === "dimensions" ? basis.axes : firstAxes(z.length), range: ranged ? { middle, extent } : null };
}

export const sameMap = (a: MapWish, b: MapWish): boolean =>
  a.basis === b.basis && a.axes[0] === b.axes[0] && a.axes[1] === b.axes[1]
  && (a.range === b.range || Boolean(a.range && b.range && sameRange(a.range, b.range)));

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

export function startLooking(space: LatentSpace): Looking {
  const encodes = space.model.encode !== undefined;
  const noise = (press: number): Place => drawNoise(space, press);
  const image = (index: number): Place => ({ kind: "image", index });
  return {
    traverse: { first: 0 },
    between: encodes ? { from: image(ZERO), to: image(NINE) } : { from: noise(0), to: noise(1) },
    arithmetic: { image: THREE, minus: 3, plus: 8 },
    three: encodes ? [image(ZERO), image(NINE), image(ONE)] : [noise(0), noise(1), noise(2)],
    draws: 3,
  };
}
