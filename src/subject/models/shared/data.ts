/** The settings that choose the data. `data/registry.ts` reads `data`, for models that can be trained on images and on points, and `data/order.ts` the pool. */
import { POOLS } from "../../../core/data/pool";
import { choice, type Condition } from "../../../core/model/hyperparameters";
import { DATA, IMAGES, POINTS } from "../../data/registry";

export const dataChoice = choice(DATA.map(({ id }) => id), "mnist", { symbol: "p_{\\mathrm{data}}", definesLoss: true, addedLater: true });

/** Settings that apply to one kind of data are shown for that kind only. */
export const OF_IMAGES: Condition = { setting: "data", is: IMAGES };
export const OF_POINTS: Condition = { setting: "data", is: POINTS };

/** The pool of images that batches are drawn from: one that grows lets training start before all images have arrived. */
export const poolChoice = choice(POOLS, "all", { symbol: "N_t", unit: "images", addedLater: true });
/** The same for models that can be trained on points, which do not arrive. */
export const imagePool = { ...poolChoice, where: [OF_IMAGES] } as const;

export interface DataSettings {
  readonly data: string;
}
