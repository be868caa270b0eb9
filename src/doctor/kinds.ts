/** Kinds of runs that several failure modes share. */
import { columnOf, type Subject } from "../measurements/readings";

/** Returns whether the run is a GAN on images whose discriminator has separate losses for real and generated images. */
export const hasTwoSidedLoss = (subject: Subject): boolean =>
  subject.data.kind === "image" && subject.model.given === undefined
  && columnOf(subject, "loss-on-real") !== undefined && columnOf(subject, "loss-on-generated") !== undefined;
