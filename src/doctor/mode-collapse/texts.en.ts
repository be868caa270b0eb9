import type { IllnessTexts } from "../texts";

export const en = {
  name: "Mode collapse",
  question: "Among 1,000 samples some digits hardly ever come up, or all samples look alike. What do you think happened?",
  options: {
    a: "1,000 samples are too few to meet every digit",
    b: "The generator has found images that pass, and makes little else",
    c: "The training images are mostly of these digits",
  },
  about:
    "Each image is judged by itself, so nothing in the generator's loss asks for variety. What passes once is made again and again, " +
    "until the discriminator notices; then the generator moves on to the next such image. A slow discriminator makes it worse.",
  remedies: {
    discriminatorRate: "A discriminator that learns as fast as the generator notices sooner what comes up too often.",
  },
} satisfies IllnessTexts;
