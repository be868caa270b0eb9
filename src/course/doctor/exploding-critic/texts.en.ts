import type { FailureModeTexts } from "../texts";

export const en = {
  name: "Exploding critic scores",
  question: "The critic's mean scores of data and samples differ by more than any two examples can be apart. What do you think this says about data and samples?",
  options: {
    a: "They are very different",
    b: "Nothing certain: the critic's gradients are too large for the gap to estimate W₁",
    c: "The critic has learnt all there is to learn",
  },
  about:
    "If the critic is K-Lipschitz, the gap between its mean scores is at most K times the Wasserstein distance W₁. With K = 1, the gap " +
    "cannot exceed the largest distance between two examples. Here it does: K is above 1 and unknown, so the loss alone does not tell how large W₁ is.",
  fixes: {
    clip: "A smaller bound on the weights also bounds the critic's gradient norm more tightly.",
  },
} satisfies FailureModeTexts;
