import type { ModelTexts } from "../texts";

export const en = {
  name: "InfoGAN",
  about: "A GAN that makes classes of its own, without labels. Its generator is told a class and two numbers besides noise, " +
    "and rewarded when a third network, Q, can read them off the image.",
  question: "Which digit has each class become? Do two classes share a digit, or two digits a class?",
  hyperparameters: {
    information: {
      name: "information weight",
      about: "How much it counts that class and numbers can be read off the image. At 0 nothing makes the generator heed them.",
    },
    slant: {
      name: "slant",
      about: "How far, at most, images are slanted before Q sees them, in pixels per pixel, each by its own draw: then a class cannot be a slant. The paper has 0.",
    },
  },
  objectives: {
    "discriminator-and-code": "The discriminator tells real from generated, and Q reads the code off generated images",
    "generator-and-code": "The generator learns to be taken for real, and to have its code read",
  },
  terms: {
    "code": {
      name: "class read",
      about: "How surprised Q is by the class that the generator was told: 2.30, log 10, when it can only guess, 0 when sure and right.",
    },
    "numbers": {
      name: "numbers read",
      about: "How surprised Q is by z₁ and z₂: 2.84 when it can only guess; the better it reads them, the lower, below 0 too.",
    },
    "discriminator-and-code-total": {
      name: "discriminator",
      about: "How wrong the discriminator is about what is real, and Q about the code of generated images.",
    },
    "generator-code": {
      name: "class shown",
      about: "The same for the generator: how badly its images show the class it was told. 2.30 when they do not show it.",
    },
    "generator-numbers": {
      name: "numbers shown",
      about: "How badly its images show z₁ and z₂: 2.84 when they do not, lower and below 0 when they do.",
    },
    "generator-and-code-total": {
      name: "generator, total",
      about: "Falls as generated images are taken for real and show their code.",
    },
  },
  symbols: {
    "generator-of-code": { name: "G of z and y", about: "The generator: paints an image from the noise z and the class y." },
    "found-class": { name: "y", about: "The class, one of ten, drawn at random: no label of an image. What it stands for, the training decides." },
    "first-numbers": { name: "z one, z two", about: "The first two numbers of z, which Q reads as well: the sliders z1 and z2." },
    "code-reader": { name: "Q", about: "A network that looks at generated images: how likely it thinks each class, and each z₁ and z₂, given the image." },
    "moved-image": { name: "tau of an image", about: "The image moved by some pixels, each time otherwise, and for Q slanted as well: what D and Q see of it." },
    "information-weight": { name: "lambda", about: "How much it counts that Q can read the code." },
    "information-bound": {
      name: "L I of G and Q",
      about: "At most the information between code and image: the code's entropy minus Q's surprise.",
    },
  },
  presets: {
    "classes-without-labels": {
      title: "Classes without labels",
      about: "The generator is told one of ten classes, which nobody has given a meaning, and is rewarded when Q can read it off the image. " +
        "The classes come to stand for shapes that are easily told apart: about half of the samples show the digit that suits their class best.",
      question: "Which columns are one digit, which share a digit, which mix two? Measure how many samples show the digit of their class.",
    },
    "class-means-nothing": {
      title: "A class without a meaning",
      about: "The same networks, but with an information weight of 0 nobody is rewarded for a class that can be read off the image. " +
        "The generator is told one all the same, and hardly heeds it: every column has the same digits.",
      question: "Set the information weight to 1, press Reset and train again. When do the columns begin to differ?",
    },
  },
} satisfies ModelTexts;
