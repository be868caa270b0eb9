/** Kinds of runs that several illnesses concern. */
import { columnOf, type Subject } from "../measurements/readings";

/** Games on images in which a discriminator has a loss on real ones and one on generated ones. */
export const hasTwoSidedLoss = (subject: Subject): boolean =>
  subject.data.kind === "image" && subject.model.given === undefined
  && columnOf(subject, "loss-on-real") !== undefined && columnOf(subject, "loss-on-generated") !== undefined;
