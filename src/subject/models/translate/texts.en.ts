import type { ModelTexts } from "../texts";

export const en = {
  name: "Image to image",
  about: "A generator reconstructs a digit from its edges, or from a noisy, blurred or 7×7 version. " +
    "Its image should be close to the true one. A discriminator, which sees the input beside it, should classify it as real.",
  question: "Where does the generated image differ from the true one, and does new noise z change that?",
  hyperparameters: {
    adversarial: { name: "adversarial weight", about: "The weight α of the adversarial term, beside the distance to the true image. At 0 only the distance counts." },
    from: { name: "input", about: "The input, made from each image: its edges, the image with noise, the blurred image, or the image at 7×7 pixels." },
  },
  options: {
    edges: "edges",
    noise: "noise",
    blur: "blur",
    quarter: "¼ size",
  },
  objectives: {
    "translating-generator": "The generator learns to make images that are close to the true one and classified as real",
  },
  terms: {
    "pixel-distance": {
      name: "distance",
      about: "The L1 distance of generated and true image: the sum of absolute differences over all 784 pixels.",
    },
    "translating-generator-total": {
      name: "generator, total",
      about: "Falls as generated images come close to the true ones and, with α above 0, are rated as real.",
    },
  },
  symbols: {
    "adversarial-weight": { name: "alpha", about: "The weight of the adversarial term. The paper weights the distance instead, by λ: 1/α does the same." },
    "derived": { name: "c", about: "The input made from the image: its edges, or the image with noise, blurred or small." },
    "translation": { name: "G of c and z", about: "The generator: makes an image from the input c. The noise z allows different images for one c." },
    "discriminator-of-pair": { name: "D of c and x", about: "The discriminator: its probability that x is a real image, given the input c." },
  },
  presets: {
    "digits-from-edges": {
      title: "Digits from their edges",
      about: "The generator gets only the edges of a digit, and has to find which side is ink. " +
        "The samples show the edges at the top, the generated image in the middle, and the true image at the bottom.",
      question: "In Fill in, choose another test image, or draw a digit yourself. Where does the generator go wrong, and does it still draw a digit there?",
    },
    "distance-alone": {
      title: "Distance alone",
      about: "Each input has only 7×7 grey values, and with α = 0 only the L1 distance to the true image counts. " +
        "Most digits are already right and not very blurred. The conditional median of each pixel minimises the L1 distance; its mean minimises the squared error.",
      question: "Set α to 40, press Reset and train again. What does the discriminator add, and does the distance get smaller?",
    },
  },
} satisfies ModelTexts;
