import type { FailureModeTexts } from "../texts";

export const en = {
  name: "Mode collapse or missing modes",
  question: "Among 1,000 samples some digits hardly ever appear, or all samples look alike. What do you think happened?",
  options: {
    a: "1,000 samples are too few to contain every digit",
    b: "The generator has found images that the other network accepts, and makes little else",
    c: "The training images are mostly of these digits",
  },
  about:
    "A discriminator or critic of this page judges every image alone, so the adversarial loss does not ask for variety. An image that it accepts " +
    "is generated again and again, until it learns to reject it.",
  fixes: {
    discriminatorRate: "A discriminator with the generator's learning rate notices sooner which images are too frequent.",
  },
} satisfies FailureModeTexts;
