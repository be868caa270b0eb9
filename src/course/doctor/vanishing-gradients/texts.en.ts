import type { FailureModeTexts } from "../texts";

export const en = {
  name: "Vanishing gradients",
  question: "The generator's saturating loss stays flat near 0, and the samples are no digits. Why do you think it stays there?",
  options: {
    a: "It has reached its lowest value",
    b: "It is so flat there that the generator has hardly a direction to follow",
    c: "The learning rate has become too small",
  },
  about:
    "The derivative of log(1 − D(G(z))) with respect to the discriminator's logit (log-odds) is −D(G(z)). It is nearly 0 where the discriminator " +
    "confidently rejects samples, and so is the generator's gradient. The loss could fall far below 0: the generator is on a plateau.",
  fixes: {
    discriminatorRate: "The discriminator becomes less certain, so the loss keeps a gradient.",
    loss: "−log D(G(z)) has its largest derivative where the discriminator confidently rejects samples. The discriminator stays as certain as before.",
  },
} satisfies FailureModeTexts;
