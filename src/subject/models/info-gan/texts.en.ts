import type { ModelTexts } from "../texts";

export const en = {
  name: "InfoGAN",
  about: "This GAN finds classes without labels. Its generator gets a random class and two random numbers besides noise. " +
    "It is rewarded when a third network, Q, can infer them from the image.",
  question: "Which digit has each class become? Do two classes share a digit, or two digits a class?",
  hyperparameters: {
    information: {
      name: "information weight",
      about: "The weight of the reward for a class and numbers that Q can infer. At 0 nothing makes the generator use them.",
    },
    slant: {
      name: "slant",
      about: "The largest random slant of an image before Q sees it, in pixels per pixel. With a slant, a class does not stand for slant alone. The paper uses 0.",
    },
  },
  objectives: {
    "discriminator-and-code": "The discriminator learns to distinguish real data from generated samples, and Q to infer the code",
    "generator-and-code": "The generator learns to make samples that are classified as real and show their code",
  },
  terms: {
    "code": {
      name: "class, by Q",
      about: "Q's negative log-likelihood of the generator's class. It is 0 if Q is certain and right, and log 10 = 2.30 if all classes are equally likely to Q.",
    },
    "numbers": {
      name: "numbers, by Q",
      about: "Q's negative log-likelihood of z₁ and z₂. It is 2.84 if Q only knows their prior; the better Q infers them, the lower it is, below 0 too.",
    },
    "discriminator-and-code-total": {
      name: "discriminator and Q",
      about: "The loss of the discriminator on what is real, plus the loss of Q on the code of generated samples.",
    },
    "generator-code": {
      name: "class, for G",
      about: "The same negative log-likelihood of the class, in the generator's loss: 2.30 if Q finds all classes equally likely.",
    },
    "generator-numbers": {
      name: "numbers, for G",
      about: "The same negative log-likelihood of z₁ and z₂, in the generator's loss: 2.84 if Q only knows their prior.",
    },
    "generator-and-code-total": {
      name: "generator, total",
      about: "Falls as generated samples are rated as real and Q infers their code.",
    },
  },
  symbols: {
    "generator-of-code": { name: "G of z and y", about: "The generator: maps noise z and class y to an image." },
    "found-class": { name: "y", about: "A class, one of ten, drawn at random: it is no label of an image. Training gives it a meaning." },
    "first-numbers": { name: "z one, z two", about: "The first two numbers of z, which Q infers as well: the sliders z1 and z2." },
    "code-reader": { name: "Q", about: "The network Q: the distribution of the class, and of z₁ and z₂, given a generated image." },
    "moved-image": { name: "tau of an image", about: "The image after a random shift by some pixels, and for Q after a random slant as well. D and Q see this image." },
    "information-weight": { name: "lambda", about: "The weight of the reward for a code that Q can infer." },
    "information-bound": {
      name: "L I of G and Q",
      about: "A lower bound on the mutual information of code and image: the code's entropy minus Q's negative log-likelihood.",
    },
  },
  presets: {
    "classes-without-labels": {
      title: "Classes without labels",
      about: "The generator gets one of ten classes without a given meaning, and is rewarded when Q can infer it. " +
        "The classes come to stand for shapes that are easily distinguished. About half of the samples show the digit that is most frequent in their class.",
      question: "Which columns are one digit, which share a digit, which mix two? Measure “Classes found”: how many samples show the digit of their class?",
    },
    "class-means-nothing": {
      title: "A class without a meaning",
      about: "The networks are the same, but with an information weight of 0 nothing rewards a class that Q can infer. " +
        "The generator still gets a class, and hardly uses it: every column has the same digits.",
      question: "Set the information weight to 1, press Reset and train again. When do the columns begin to differ?",
    },
  },
} satisfies ModelTexts;
