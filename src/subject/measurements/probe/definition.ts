/** The k-NN probe: whether codes of the same class are close, by their nearest neighbours among codes of training images. */
import { defineMeasurement } from "../measurement";

export interface ProbeAccuracy {
  readonly images: number;
  /** The number of training images whose codes are the neighbours. */
  readonly references: number;
  readonly neighbours: number;
  readonly accuracy: number;
  /** The number of classes among the labels. Results of versions up to 1.0 do not have it; theirs is 10. */
  readonly classes?: number;
}

export const probe = defineMeasurement<ProbeAccuracy>()({
  settings: { references: { min: 5, max: 60_000, default: 10_000 }, images: { min: 1, max: 10_000, default: 2000 } },
  applies: ({ encode }, data) => data !== "unlabelled" && encode !== undefined,
});
