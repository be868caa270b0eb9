import type { ModelTexts } from "../texts";

export const en = {
  name: "Image to image",
  about: "A generator makes a digit again from its edges, or from itself under noise, blurred or small. " +
    "Its image is to be near the true one, and to be taken for real by a discriminator that sees what was given beside it.",
  question: "Where is what it makes not what the image was, and does another noise z change that?",
  hyperparameters: {
    adversarial: { name: "adversarial weight", about: "How much it counts to be taken for real, beside the distance to the true image; at 0 only that distance does." },
    from: { name: "made from", about: "What is given of each image: its edges, the image under noise, blurred, or 7×7 pixels of it, a quarter of each side." },
  },
  options: {
    edges: "edges",
    noise: "noise",
    blur: "blur",
    quarter: "¼ size",
  },
  objectives: {
    "translating-generator": "The generator learns to come near the true image and to have its own taken for real",
  },
  terms: {
    "pixel-distance": {
      name: "distance",
      about: "How far what is made is from the true image: the sum of the differences of all 784 pixels.",
    },
    "translating-generator-total": {
      name: "generator, total",
      about: "Falls as what is made comes near the true image and, with λ above 0, is taken for real.",
    },
  },
  symbols: {
    "derived": { name: "c", about: "What is given of the image: its edges, or itself under noise, blurred or small." },
    "translation": { name: "G of c and z", about: "The generator: makes an image from what is given; the noise z may decide what that leaves open." },
    "discriminator-of-pair": { name: "D of c and x", about: "The discriminator: its probability that x is a real image, with what is given beside it." },
  },
  presets: {
    "digits-from-edges": {
      title: "Digits from their edges",
      about: "The generator is given the edges of a digit only, and has to find which side is ink. " +
        "In the samples the edges stand above, what it makes of them below, and the true image at the bottom.",
      question: "Choose another test image, or draw a digit yourself. Where does it go wrong, and is what it makes a digit even then?",
    },
    "distance-alone": {
      title: "Distance alone",
      about: "Of each digit 7×7 grey values are given, and with λ = 0 only the distance to the true image counts. " +
        "Already then most digits are right, and not very blurred: the best answer to an absolute difference is no grey mean, but ink or paper, whichever is likelier.",
      question: "Set λ to 40, press Reset and train again. What does the discriminator add, and does the distance get smaller?",
    },
  },
} satisfies ModelTexts;
