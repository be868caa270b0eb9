/** The samples cover one or two classes of the data at most, in a model without a discriminator. */
import type { FailureMode } from "../failureMode";
import { isGanOnImages } from "../kinds";

export const failureMode: FailureMode = {
  concerns: (subject) => {
    const { model, data } = subject;
    const hasClasses = data.kind === "image" || (data.kind === "points" && data.modes !== null && model.discriminate === undefined);
    return hasClasses && model.given === undefined && !model.drawsNothing && !isGanOnImages(subject);
  },
  from: 200,
  hints: [],
  // The classes of samples that are not digits yet are guesses.
  signs: [[{ what: "classes", is: "at most", value: 2 }, { what: "clear samples", is: "at least", value: 0.05 }], [{ what: "modes", is: "at most", value: 1 }]],
  requires: [{ what: "clear samples", is: "at least", value: 0.05 }, { what: "missing modes", is: "at most", value: 0 }],
  fixes: [],
};
