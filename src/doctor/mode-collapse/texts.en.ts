import type { FailureModeTexts } from "../texts";

export const en = {
  name: "Mode collapse or missing modes",
  question: "Among 1,000 samples some digits hardly ever appear, or all samples look alike. What do you think happened?",
  options: {
    a: "1,000 samples are too few to contain every digit",
    b: "The generator has found images that fool the discriminator, and makes little else",
    c: "The training images are mostly of these digits",
  },
  about:
    "Each discriminator on this page judges every image alone, so the adversarial loss does not ask for variety. An image that fools the discriminator " +
    "is generated again and again, until the discriminator rejects it. A slow discriminator makes this worse.",
  fixes: {
    discriminatorRate: "A discriminator with the generator's learning rate notices sooner which images are too frequent.",
  },
} satisfies FailureModeTexts;
