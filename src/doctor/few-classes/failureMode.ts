/** Nearly all samples show one or two classes, in a model without a discriminator. */
import type { FailureMode } from "../failureMode";
import { isGanOnImages } from "../kinds";

export const failureMode: FailureMode = {
  concerns: (subject) => {
    const { model, data } = subject;
    return data.kind === "image" && model.given === undefined && !model.drawsNothing && !isGanOnImages(subject);
  },
  from: 200,
  hints: [],
  // The classes of samples that are not digits yet are guesses.
  signs: [[{ what: "classes", is: "at most", value: 2 }, { what: "clear samples", is: "at least", value: 0.05 }]],
  requires: [{ what: "clear samples", is: "at least", value: 0.05 }],
  fixes: [],
};
