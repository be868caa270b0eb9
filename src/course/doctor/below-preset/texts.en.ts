import type { FailureModeTexts } from "../texts";

export const en = {
  name: "Worse than the preset",
  question: "The unchanged preset was far better at this step, or earlier. What do you think makes the difference?",
  options: {
    a: "Random variation: another seed would differ as much",
    b: "One of the settings that were changed",
    c: "The preset was trained on other images",
  },
  about:
    "At this step or an earlier one, the unchanged preset has a far better bound, or far more samples that are clear digits. Other seeds of the preset differ much " +
    "less. The settings that differ from the preset are therefore the first suspects. A run that learns slowly may still catch up.",
  fixes: {},
} satisfies FailureModeTexts;
