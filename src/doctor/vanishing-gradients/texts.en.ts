import type { IllnessTexts } from "../texts";

export const en = {
  name: "Vanishing gradients",
  question: "The generator's saturating loss lies flat at 0, and the samples are no digits. Why do you think it stays there?",
  options: {
    a: "It has reached its lowest value",
    b: "It is so flat there that it hardly has a slope to follow",
    c: "The learning rate has become too small",
  },
  about:
    "The loss log(1 − D(G(z))) has a slope of D(G(z)) in the discriminator's logit. Where the discriminator is sure, that is nearly 0, " +
    "and so is everything that backpropagation makes of it. The lowest value would be far below: the generator stands on a " +
    "plateau.",
  remedies: {
    discriminatorRate: "The discriminator does not become as sure, and the loss keeps a slope.",
    loss: "−log D(G(z)) has its largest slope just where the discriminator is sure. The discriminator stays as sure as it is.",
  },
} satisfies IllnessTexts;
