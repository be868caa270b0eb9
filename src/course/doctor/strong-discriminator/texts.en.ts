import type { FailureModeTexts } from "../texts";

export const en = {
  name: "The discriminator is too strong",
  question: "The discriminator's losses are nearly 0: it is hardly ever wrong. What do you think this means for the generator?",
  options: {
    a: "It learns fastest from a discriminator that is always right",
    b: "Nothing: only its own loss counts for it",
    c: "It learns little: the discriminator rejects every small change of its samples",
  },
  about:
    "The generator learns from the change of the discriminator's output with the image. If the discriminator is certain of everything, the " +
    "saturating loss has hardly any gradient. The non-saturating loss keeps its gradient, which is then a poor guide. Catching up can take long.",
  fixes: {
    discriminatorRate: "Both networks then have the same learning rate from the start, and the discriminator does not get as far ahead.",
  },
} satisfies FailureModeTexts;
