/** Kinds of runs that several failure modes share. */
import { mayLeaveClassesOut } from "../../core/model/measurable";
import { columnOf, type Subject } from "../../subject/measurements/readings";

/** Returns whether the run is a GAN on images whose discriminator has separate losses for real and generated images. */
export const hasTwoSidedLoss = (subject: Subject): boolean =>
  subject.data.kind === "image" && subject.model.given === undefined
  && columnOf(subject, "loss-on-real") !== undefined && columnOf(subject, "loss-on-generated") !== undefined;

/**
 * Returns whether the run is a GAN that draws images. Models with an encoder pay for each image that they leave out, and image-to-image models follow
 * their input.
 */
export const isGanOnImages = ({ model, data }: Subject): boolean =>
  mayLeaveClassesOut(model) && model.discriminate !== undefined && model.given === undefined && data.kind === "image";
