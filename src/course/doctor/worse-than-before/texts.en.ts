import type { FailureModeTexts } from "../texts";

export const en = {
  name: "Worse than before",
  question: "The run was clearly better at an earlier step. What do you think happened?",
  options: {
    a: "The last batches or samples were chance",
    b: "Training has lost what the networks had learned",
    c: "The loss always rises again at the end of training",
  },
  about:
    "The bound, or the share of clear samples, was far better earlier in this run. Steps that are too large, or a " +
    "setting that was changed, can undo what was learned. The loss chart and earlier steps show when this began.",
  fixes: {},
} satisfies FailureModeTexts;
