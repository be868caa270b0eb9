/** The instruments: views of the latent space, of which the page shows one. The map is one of them. */
import type { HyperparameterValues } from "../../core/model/hyperparameters";
import type { Model } from "../../core/model/model";
import { onPoints } from "../../subject/data/registry";

export const INSTRUMENTS = ["map", "traverse", "between", "arithmetic", "fill-in", "follow", "slow"] as const;
export type Instrument = (typeof INSTRUMENTS)[number];

/** Returns the instruments that apply to a model with these settings, in the order of the list. Only runs on images have strips, fill-ins and *Follow*. */
export function instrumentsOf({ encode, noise }: Pick<Model, "encode" | "noise">, h: HyperparameterValues): readonly Instrument[] {
  if (onPoints(h)) return ["map", "slow"];
  return INSTRUMENTS.filter((instrument) => {
    switch (instrument) {
      case "map":
      case "traverse":
      case "between":
      case "follow":
      case "slow": return true;
      // Filling in searches for a code, which is in vain if z alone does not determine the image.
      case "fill-in": return !Object.values(noise(h)).some(({ fixedPerSample }) => fixedPerSample);
      case "arithmetic": return encode !== undefined;
      default: return instrument satisfies never;
    }
  });
}

/** Returns the chosen instrument if it applies to the model. Otherwise the map, or *Fill in* for models that complete images. */
export function shownInstrument(model: Model, chosen: Instrument | null, h: HyperparameterValues): Instrument {
  if (chosen && instrumentsOf(model, h).includes(chosen)) return chosen;
  return model.given ? "fill-in" : "map";
}
