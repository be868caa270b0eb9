import type { ModelTexts } from "../texts";

export const en = {
  name: "VAE with missing pixels",
  about: "A VAE of images that nobody has whole: of each training image some pixels are missing, always the same ones. " +
    "It is trained on the observed pixels alone, and fills in the others.",
  question: "How many pixels may be missing until the filled-in digits are no longer the right ones?",
  hyperparameters: {
    missing: { name: "missing pixels", about: "The share of each image’s pixels that are missing, training and test images alike. Which ones is left to chance." },
    missingAre: {
      name: "missing are",
      about: "Left out: the loss counts observed pixels only. Empty: missing pixels count as if they had been seen, and were empty paper.",
    },
  },
  options: {
    "left-out": "left out",
    empty: "empty",
  },
  objectives: {
    "negative-observed-bound": "Negative bound on log p of the observed pixels from K codes, minimised over encoder and decoder",
  },
  terms: {
    "observed-bound": {
      name: "−bound on log p(observed)",
      about: "At least as large as −log p of the pixels that count, how surprised the model is by them. With more missing there are fewer, and it is lower.",
    },
  },
  symbols: {
    "observed": { name: "x o", about: "The observed pixels of an image. In place of the missing ones the encoder is given zeros." },
    "posterior-of-observed": { name: "q of z k given x o", about: "The encoder’s answer: which codes may have made the observed pixels, a Gaussian." },
    "joint-of-observed": { name: "p of x o and z k", about: "How likely observed pixels and code are together: the prior of z times the probability of each observed pixel." },
  },
  presets: {
    "half-missing": {
      title: "Half of every image missing",
      about: "Of each training image half of the pixels are missing, the same ones in every epoch, so that the model never sees a whole digit. " +
        "Still it learns to fill in the missing half and to draw digits.",
      question: "Let missing pixels be count as “empty” and train again. What happens to the filled-in images, and what to the samples?",
    },
    "gaps-taken-for-empty": {
      title: "What is missing is not empty",
      about: "Three quarters of the pixels are missing, and this VAE takes them for empty paper. " +
        "So it learns that ink is rare: what it fills in and what it draws is faint.",
      question: "Let missing pixels be “left out” and train again: as few pixels are seen. Why are the digits so much clearer, and are they the right ones?",
    },
  },
} satisfies ModelTexts;
