import type { FailureModeTexts } from "../texts";

export const en = {
  name: "Diverging",
  question: "The losses are far larger than at the first step, or are no numbers any more. What do you think happened?",
  options: {
    a: "Large losses are usual at this stage",
    b: "The steps are too large, so each makes the loss larger",
    c: "The batches of the last steps were unusually hard",
  },
  about:
    "A step that is too large leaves the region where the gradient describes the loss. The next gradient is " +
    "larger, and so is the error of the next step. Weights and losses then grow without a bound. A loss that falls far below 0 may have no lowest value, for " +
    "example if targets lie outside the range that it is made for.",
  fixes: {
    lr: "Smaller steps stay where the gradient describes the loss.",
  },
} satisfies FailureModeTexts;
