/** What the place of the latent space shows: the map, or another way of looking at it. */
import type { HyperparameterValues } from "../core/model/hyperparameters";
import type { Model } from "../core/model/model";
import { onPoints } from "../data/registry";

export const INSTRUMENTS = ["map", "traverse", "between", "arithmetic", "fill-in", "follow", "slow"] as const;
export type Instrument = (typeof INSTRUMENTS)[number];

/** Those that make sense for a model with these settings, in the order of the list. Strips, fill-ins and what is followed are of images. */
export function instrumentsOf({ encode, noise }: Pick<Model, "encode" | "noise">, h: HyperparameterValues): readonly Instrument[] {
  if (onPoints(h)) return ["map", "slow"];
  return INSTRUMENTS.filter((instrument) => {
    switch (instrument) {
      case "map":
      case "traverse":
      case "between":
      case "follow":
      case "slow": return true;
      // A code is searched for, which finds nothing where z alone does not decide the image.
      case "fill-in": return !Object.values(noise(h)).some(({ fixedPerSample }) => fixedPerSample);
      case "arithmetic": return encode !== undefined;
      default: return instrument satisfies never;
    }
  });
}

/** What was chosen, where the model has it. Otherwise the map; models that complete images show that. */
export function shownInstrument(model: Model, chosen: Instrument | null, h: HyperparameterValues): Instrument {
  if (chosen && instrumentsOf(model, h).includes(chosen)) return chosen;
  return model.given ? "fill-in" : "map";
}
