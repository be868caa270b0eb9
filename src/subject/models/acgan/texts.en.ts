import type { ModelTexts } from "../texts";

export const en = {
  name: "Auxiliary classifier GAN",
  about: "In this conditional GAN, the discriminator also classifies images. " +
    "The generator is rewarded when its image is assigned to the conditioning class.",
  question: "Do the digits of one class differ, or does the generator repeat one that is easy to classify?",
  hyperparameters: {
    fakeClass: {
      name: "class of generated in D",
      about: "The weight of the class loss on generated samples, for the discriminator. At 1, as in the paper, both networks may agree on wrong images.",
    },
  },
  objectives: {
    "discriminator-and-classifier": "The discriminator learns to distinguish real data from generated samples, and to classify both",
    "generator-and-class": "The generator learns to make samples that are classified as real, and as their class",
  },
  terms: {
    "real-class": { name: "class of real", about: "The negative log-likelihood of the classes of real images, by the discriminator." },
    "fake-class": {
      name: "class of generated",
      about: "The discriminator's negative log-likelihood of the conditioning classes of generated samples.",
    },
    "discriminator-and-classifier-total": {
      name: "discriminator",
      about: "The discriminator's loss: its errors on what is real, and on the classes.",
    },
    "generator-class": {
      name: "conditioning class",
      about: "The negative log-likelihood of the conditioning class for the generator's samples.",
    },
    "generator-and-class-total": {
      name: "generator, total",
      about: "Falls as generated samples are rated as real, and as their conditioning class.",
    },
  },
  symbols: {
    "class-weight": { name: "lambda of x tilde", about: "The weight of the class term on generated samples x̃ = G(z, y), in the discriminator's loss." },
    "generator-of-z-y": { name: "G of z and y", about: "The generator: maps noise z and conditioning class y to an image." },
    "class-head": {
      name: "C of y given x",
      about: "The discriminator's second output: its probability that x is of class y.",
    },
  },
  presets: {
    "auxiliary-classifier": {
      title: "A discriminator with classes",
      about: "The discriminator also classifies the digit, and the generator is rewarded when its image is assigned to the conditioning class. " +
        "So the generator learns the class from a classifier, even while samples still differ from real images.",
      question: "When the digits are clear, set “class of generated in D” to 1, as in the paper. " +
        "What happens to the class term of generated images, and do the digits improve, too?",
    },
  },
} satisfies ModelTexts;
