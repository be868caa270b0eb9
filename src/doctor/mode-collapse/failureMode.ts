/** The generator covers only some of the data, or repeats the same image (Goodfellow 2016, §5.1.1). */
import { mayLeaveClassesOut } from "../../core/model/measurable";
import type { FailureMode } from "../failureMode";

export const failureMode: FailureMode = {
  // Models with an encoder pay for each image that they leave out, and image-to-image models follow their input.
  concerns: ({ model, data }) => mayLeaveClassesOut(model) && model.given === undefined && data.kind === "image",
  from: 400,
  hints: [],
  signs: [[{ what: "variety", is: "at most", value: 0.1 }], [{ what: "clear samples", is: "at least", value: 0.7 }, { what: "classes", is: "at most", value: 9 }]],
  // The classes of samples that are not digits yet are guesses, and a healthy generator learns one digit after the other.
  requires: [{ what: "clear samples", is: "at least", value: 0.7 }],
  fixes: [{ setting: "discriminatorRate", value: 1, from: "start", where: "below" }],
};
