import type { ModelTexts } from "../texts";

export const en = {
  name: "VAE with missing pixels",
  about: "This VAE trains on incomplete images: each lacks some pixels, the same ones in every epoch. " +
    "The loss counts the observed pixels alone, and the model fills in the missing ones.",
  question: "How many pixels may be missing before the filled-in digits are no longer the right ones?",
  hyperparameters: {
    missing: { name: "missing pixels", about: "The fraction of each image’s pixels that are missing, in training and test images. They are chosen at random." },
    missingAre: {
      name: "missing are",
      about: "Left out: the loss counts observed pixels only. Empty: missing pixels count as if they were observed and empty.",
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
      about: "In expectation, an upper bound on the negative log-likelihood of the pixels that count. It tends to be lower if fewer pixels count.",
    },
  },
  symbols: {
    "observed": { name: "x o", about: "The observed pixels of an image. The encoder gets zeros in place of the missing ones." },
    "posterior-of-observed": { name: "q of z k given x o", about: "The encoder’s output: a Gaussian over the codes, given the observed pixels." },
    "joint-of-observed": { name: "p of x o and z k", about: "The joint density of observed pixels and code: the prior of z times the probability of each observed pixel." },
  },
  presets: {
    "half-missing": {
      title: "Half of every image missing",
      about: "Half of each training image is missing, the same pixels in every epoch, so the model never sees a whole digit. " +
        "It still learns to fill in the missing half and to draw digits.",
      question: "Set “missing are” to “empty” and train again. What happens to the filled-in images, and what to the samples?",
    },
    "gaps-taken-for-empty": {
      title: "Missing does not mean empty",
      about: "Three quarters of the pixels are missing, and this VAE treats them as empty. " +
        "So it learns that ink is rare, and the pixels and digits that it draws are faint.",
      question: "Set “missing are” to “left out” and train again on as few pixels. Why are the digits so much clearer, and are they the right ones?",
    },
  },
} satisfies ModelTexts;
