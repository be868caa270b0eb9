import type { ModelTexts } from "../texts";

export const en = {
  name: "Auxiliary classifier GAN",
  about: "A conditional GAN whose discriminator also names the digit it sees. " +
    "The generator is rewarded when its image is named as it was asked.",
  question: "Do the digits of one class differ, or does one easily named image return again and again?",
  hyperparameters: {
    fakeClass: {
      name: "class of generated in D",
      about: "How much the class head learns from generated images, too. At 1, as in the paper, it may agree with the generator on wrong pictures.",
    },
  },
  objectives: {
    "discriminator-and-classifier": "The discriminator tells real from generated, and names the class",
    "generator-and-class": "The generator learns to be taken for real, and for its class",
  },
  terms: {
    "real-class": { name: "class of real", about: "How surprised the discriminator is by the class of real images." },
    "fake-class": {
      name: "class of generated",
      about: "How surprised it is by the class that generated images were to be of.",
    },
    "discriminator-and-classifier-total": {
      name: "discriminator",
      about: "How wrong the discriminator is, about what is real and about the class.",
    },
    "generator-class": {
      name: "class asked for",
      about: "How far the discriminator is from seeing the class that was asked for.",
    },
    "generator-and-class-total": {
      name: "generator, total",
      about: "Falls as generated images are taken for real and for their class.",
    },
  },
  symbols: {
    "generator-of-z-y": { name: "G of z and y", about: "The generator: paints an image from the noise z, to be of class y." },
    "class-head": {
      name: "C of y given x",
      about: "The discriminator's second answer: the probability that x shows the digit y.",
    },
  },
  presets: {
    "auxiliary-classifier": {
      title: "Naming what it sees",
      about: "The discriminator has a second task, to name the digit, and the generator is paid when its image is named as asked. " +
        "So the class is learned as a classifier learns it, even where real and generated still differ.",
      question: "When the digits are clear, let the class head learn from generated images as well, as in the paper: its slider to 1. " +
        "What happens to the term of generated images, and do the digits get better, too?",
    },
  },
} satisfies ModelTexts;
