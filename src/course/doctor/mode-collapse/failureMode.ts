/** The generator covers only some of the data, or repeats the same image (Goodfellow 2016, §5.1.1). */
import type { FailureMode } from "../failureMode";
import { isGanOnImages } from "../kinds";

export const failureMode: FailureMode = {
  concerns: isGanOnImages,
  from: 400,
  hints: [],
  signs: [[{ what: "variety", is: "at most", value: 0.1 }], [{ what: "classes", is: "at most", value: 2 }], [{ what: "clear samples", is: "at least", value: 0.7 }, { what: "classes", is: "at most", value: 9 }]],
  // The classes of samples that are not digits yet are guesses, and a healthy generator learns one digit after the other.
  requires: [{ what: "clear samples", is: "at least", value: 0.7 }],
  fixes: [{ setting: "discriminatorRate", value: 1, from: "start", where: "below" }],
};
