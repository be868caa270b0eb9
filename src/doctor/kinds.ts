/** Kinds of runs that several illnesses concern. */
import type { Subject } from "../core/readings";

/** Games on images in which a discriminator has a loss on real ones and one on generated ones. */
export const hasTwoSidedLoss = ({ model, data }: Subject): boolean =>
  data.kind === "image" && model.given === undefined
  && ["real", "fake"].every((id) => model.objectives.some(({ terms }) => terms.some((term) => term.id === id)));
