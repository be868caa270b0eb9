/** The rows of pictures that an instrument requests from the worker. */
import type { Influence, StripRequest } from "../../engine/worker/protocol";
import type { Instrument } from "./instruments";
import { ROWS_AT_ONCE, type InstrumentSettings } from "./instrumentSettings";

const evenly = (count: number, from: number, to: number): readonly number[] =>
  Array.from({ length: count }, (_, i) => from + ((to - from) * i) / (count - 1));

/** The values of a traversal: up to three standard deviations of the prior to either side. */
export const TRAVERSE_VALUES = evenly(9, -3, 3);
export const BETWEEN_TIMES = evenly(11, 0, 1);
/** Beyond 1 the difference is exaggerated. */
export const ARITHMETIC_TIMES = evenly(7, 0, 1.5);

/** Returns all dimensions, counted from 0, sorted by their influence on the pictures, the largest first; unsorted until that is known. */
function dimensionsByInfluence(influence: Pick<Influence, "changes"> | null, latent: number): readonly number[] {
  const all = Array.from({ length: latent }, (_, i) => i);
  const changes = influence?.changes;
  return changes?.length === latent ? all.sort((i, j) => changes[j]! - changes[i]!) : all;
}

/** Returns the displayed dimensions, counted from 0. */
export function dimensionsOn({ first }: InstrumentSettings["traverse"], influence: Influence | null, latent: number): readonly number[] {
  return dimensionsByInfluence(influence, latent).slice(first, first + ROWS_AT_ONCE);
}

/** Returns the request for an instrument's strip; null if it has none. `k`: the class for conditional models. */
export function stripOf(
  instrument: Instrument, instrumentSettings: InstrumentSettings, z: readonly number[], k: number, influence: Influence | null,
): StripRequest | null {
  switch (instrument) {
    case "traverse": return {
      name: instrument, class: k, images: [],
      rows: dimensionsOn(instrumentSettings.traverse, influence, z.length).map((dimension) => ({ kind: "traverse", at: z, dimension, values: TRAVERSE_VALUES })),
    };
    case "between": {
      const { from, to } = instrumentSettings.between;
      return {
        name: instrument, class: k, images: [from, to].flatMap((place) => (place.kind === "image" ? [place.index] : [])),
        rows: (["line", "sphere"] as const).map((along) => ({ kind: "between", from, to, along, times: BETWEEN_TIMES })),
      };
    }
    case "arithmetic": {
      const { image, minus, plus } = instrumentSettings.arithmetic;
      const [of, less, more] = [
        { kind: "image", index: image } as const, { kind: "mean", class: minus } as const, { kind: "mean", class: plus } as const,
      ];
      return {
        name: instrument, class: k, images: [image],
        rows: [
          { kind: "places", places: [of, less, more] },
          { kind: "arithmetic", of, minus: less, plus: more, times: ARITHMETIC_TIMES },
        ],
      };
    }
    case "map":
    case "fill-in":
    case "follow":
    case "slow": return null;
    default: return instrument satisfies never;
  }
}
