import type { FailureModeTexts } from "../texts";

export const en = {
  name: "The condition is ignored",
  question: "The samples show the same mixture of digits for every conditioning class. Why do you think the model can ignore the class?",
  options: {
    a: "It does not receive the class",
    b: "It cannot generate some of the digits",
    c: "Its loss hardly depends on the class",
  },
  about:
    "The generator receives the class, but learns to use it only if this lowers its loss. If the discriminator checks whether an image is " +
    "real, but hardly whether it matches the class, any realistic image passes.",
  aboutOthers:
    "The network that makes the samples receives the class, but learns to use it only if this lowers its loss. Its other input, such as the code or a noisy " +
    "image, may already say in training which digit it has to make.",
  fixes: {
    condition: "The discriminator then compares the image with the class directly, so it notices a wrong class.",
    information: "The generator's loss then rewards images from which their class can be recognised.",
  },
} satisfies FailureModeTexts;
