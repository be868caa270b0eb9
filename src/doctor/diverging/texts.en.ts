import type { FailureModeTexts } from "../texts";

export const en = {
  name: "Diverging",
  question: "The losses are far larger than at the first step, or are no numbers any more. What do you think happened?",
  options: {
    a: "Large losses are usual when two networks compete",
    b: "The steps are too large, so each makes the loss larger",
    c: "The batches of the last steps were unusually hard",
  },
  about:
    "A step that is too large leaves the region where the gradient describes the loss. The next gradient is " +
    "larger, and so is the error of the next step. Weights and losses then grow without a bound.",
  fixes: {
    lr: "Smaller steps stay where the gradient describes the loss.",
  },
} satisfies FailureModeTexts;
