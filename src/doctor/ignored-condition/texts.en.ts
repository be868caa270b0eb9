import type { IllnessTexts } from "../texts";

export const en = {
  name: "The condition is ignored",
  question: "Whichever class is asked for, the same mixture of digits comes out. Why do you think the generator gets away with it?",
  options: {
    a: "It is not told the class",
    b: "It cannot make some of the digits",
    c: "Nothing that it is judged by depends on the class enough",
  },
  about:
    "The generator is told the class, and heeds it only if that lowers its loss. Where the discriminator judges whether an image is " +
    "real, and hardly whether it is of that class, any good image will do.",
  remedies: {
    condition: "The discriminator then compares the image with the class directly, so that a wrong class is noticed.",
    information: "The generator is then paid for images from which its class can be told.",
  },
} satisfies IllnessTexts;
