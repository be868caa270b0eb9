import type { FailureModeTexts } from "../texts";

export const en = {
  name: "Few classes",
  question: "Nearly all of 1,000 samples show the same one or two digits. What do you think happened?",
  options: {
    a: "1,000 samples are too few to contain more digits",
    b: "The model draws nearly the same image for every noise",
    c: "The training images are mostly of these digits",
  },
  about:
    "The training images have ten classes, and the samples have one or two. The network then hardly uses its " +
    "noise or its code: a mean image is the best guess that does not depend on its input.",
  fixes: {},
} satisfies FailureModeTexts;
