/** The setting that chooses the data, for models that can be trained on images and on points. `data/registry.ts` reads it. */
import { choice, type Condition } from "../../core/model/hyperparameters";
import { DATA, IMAGES, POINTS } from "../../data/registry";

export const dataChoice = choice(DATA.map(({ id }) => id), "mnist", { symbol: "p_{\\mathrm{data}}", definesLoss: true, addedLater: true });

/** Settings that apply to one kind of data are shown for that kind only. */
export const OF_IMAGES: Condition = { setting: "data", is: IMAGES };
export const OF_POINTS: Condition = { setting: "data", is: POINTS };

export interface DataSettings {
  readonly data: string;
}
