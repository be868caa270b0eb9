/** The settings of the instruments, besides the reader's position. They are plain data. */
import type { Model } from "../../core/model/model";
import type { Range } from "../../core/latent/range";
import type { Place, Plane, Step } from "../../engine/worker/protocol";
import { drawNoise, type LatentSpace } from "./position";

/** The kinds of planes that the map can show. */
export const BASES = ["dimensions", "strongest", "components", "three"] as const;

/** The kind of the map's plane, with the worker's answer from which the plane was made. */
export type Basis =
  /** Two dimensions, counted from 0. */
  | { readonly kind: "dimensions"; readonly axes: readonly [number, number] }
  /** The two directions that change the pictures most. `found`: null until the worker has answered. */
  | { readonly kind: "strongest"; readonly found: { readonly step: Step; readonly shares: readonly number[] } | null }
  /** The first two principal components of the codes. `found` as above. */
  | { readonly kind: "components"; readonly found: { readonly step: Step; readonly shares: readonly number[]; readonly images: number } | null }
  /** The plane through three places. `found`: null until their codes are known. */
  | { readonly kind: "three"; readonly found: ThreeCodes | null };

export interface ThreeCodes {
  readonly step: Step;
  /** [3][d]: the codes of A, B and C at that step. */
  readonly codes: readonly (readonly number[])[];
  /** The reason for which they span no plane; null if they do. */
  readonly trouble: "equal" | "collinear" | null;
}

/** The map's plane and range as a link contains them. */
export interface LinkedMap {
  readonly basis: (typeof BASES)[number];
  /** If `basis` is "dimensions": the two dimensions, counted from 0. */
  readonly axes: readonly [number, number];
  /** Null: the reader has not set it, and the map chooses one. */
  readonly range: Range | null;
}

/** Returns the planes that a model's map can show with this number of latent dimensions. The first is the default. */
export function basesOf({ encode }: Pick<Model, "encode">, latent: number): readonly Basis["kind"][] {
  if (latent <= 2) return ["dimensions"];
  return encode ? ["strongest", "dimensions", "components", "three"] : ["strongest", "dimensions", "three"];
}

/** Returns the first two dimensions, counted from 0; twice the first if there is only one. */
export const firstAxes = (latent: number): readonly [number, number] => (latent > 1 ? [0, 1] : [0, 0]);

/** Returns the default map. With more than two dimensions it shows the strongest directions, as two of many dimensions hardly change a picture. */
export const standardMap = (latent: number): LinkedMap =>
  ({ basis: latent > 2 ? "strongest" : "dimensions", axes: firstAxes(latent), range: null });

/** Returns the store's map in the form of a link. */
export function mapOf({ basis, plane, ranged, z }: {
  readonly basis: Basis; readonly plane: Plane; readonly ranged: boolean; readonly z: readonly number[];
}): LinkedMap {
  const { middle, extent } = plane;
  return { basis: basis.kind, axes: basis.kind === "dimensions" ? basis.axes : firstAxes(z.length), range: ranged ? { middle, extent } : null };
}

export type Three<T> = readonly [T, T, T];

export interface InstrumentSettings {
  /** The first displayed dimension. */
  readonly traverse: { readonly first: number };
  readonly between: { readonly from: Place; readonly to: Place };
  readonly arithmetic: { readonly image: number; readonly minus: number; readonly plus: number };
  /** A, B and C of the plane through three. */
  readonly three: Three<Place>;
  /** Noises drawn so far. */
  readonly draws: number;
}

/** The number of rows of a traversal that are displayed at a time. */
export const ROWS_AT_ONCE = 10;

/** The numbers of test images of MNIST that show a 0, a 9, a 1, and a 3. */
const [ZERO, NINE, ONE, THREE] = [3, 7, 2, 18];

/** Returns the initial settings of the instruments. */
export function initialInstrumentSettings(space: LatentSpace): InstrumentSettings {
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
