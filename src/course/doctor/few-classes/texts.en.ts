import type { FailureModeTexts } from "../texts";

export const en = {
  name: "Few classes",
  question: "Among many samples, at most two classes of the data are found. What do you think happened?",
  options: {
    a: "Too few samples were drawn to contain more classes",
    b: "The model makes nearly the same sample from every noise",
    c: "The training data are mostly of these classes",
  },
  about:
    "The data have more classes than the samples. The network then hardly uses its noise or its code: " +
    "a mean of the data is the best guess that does not depend on its input.",
  fixes: {},
} satisfies FailureModeTexts;
