/** What the place of the latent space shows: the map, or another way of looking at it. */
import type { Model } from "../core/model";

export const INSTRUMENTS = ["map", "traverse", "between", "arithmetic", "fill-in"] as const;
export type Instrument = (typeof INSTRUMENTS)[number];

/** Those that make sense for a model, in the order of the list. */
export function instrumentsOf({ encode }: Pick<Model, "encode">): readonly Instrument[] {
  return INSTRUMENTS.filter((instrument) => {
    switch (instrument) {
      case "map":
      case "traverse":
      case "between":
      case "fill-in": return true;
      case "arithmetic": return encode !== undefined;
      default: return instrument satisfies never;
    }
  });
}

/** What was chosen, where the model has it. Otherwise the map; models that complete images show that. */
export function shownInstrument(model: Model, chosen: Instrument | null): Instrument {
  if (chosen && instrumentsOf(model).includes(chosen)) return chosen;
  return model.given ? "fill-in" : "map";
}
