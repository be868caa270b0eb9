/** The generator makes only some of what it was shown, or the same image again and again (Goodfellow 2016, §5.1.1). */
import type { Illness } from "../illness";

export const illness: Illness = {
  // Models that encode pay for each image that they leave out; what is made of a given image follows that image.
  concerns: ({ model, data }) => model.encode === undefined && model.given === undefined && data.kind === "image",
  from: 400,
  hints: [],
  signs: [[{ what: "variety", is: "at most", value: 0.1 }], [{ what: "clear samples", is: "at least", value: 0.7 }, { what: "classes", is: "at most", value: 9 }]],
  // Of what is no digit yet, the classes are guesses; and a generator that is well learns one digit after the other.
  requires: [{ what: "clear samples", is: "at least", value: 0.7 }],
  remedies: [{ setting: "discriminatorRate", value: 1, from: "start", where: "below" }],
};
