import type { ModelTexts } from "../texts";

export const en = {
  name: "Spectrally normalised GAN",
  about: "This GAN divides every layer of the discriminator by its spectral norm, the layer's largest stretch of any vector. " +
    "So the discriminator's output changes at most about as fast as its input.",
  question: "How large may the rate ratio D : G be before the samples suffer?",
  objectives: {
    "hinge": "The discriminator learns to separate real data and generated samples by a margin",
  },
  terms: {
    "real-hinge": { name: "real data", about: "The hinge loss on real data: 0 if every score is above 1, otherwise the mean shortfall." },
    "fake-hinge": {
      name: "generated samples",
      about: "The hinge loss on generated samples: 0 if every score is below −1, otherwise the mean excess.",
    },
    "hinge-total": {
      name: "discriminator",
      about: "The discriminator's loss: 2 if it scores everything 0, and 0 if all scores are beyond the margin.",
    },
  },
  presets: {
    "spectral-norm": {
      title: "A calmer discriminator",
      about: "Every layer of the discriminator is divided by its spectral norm, so its output changes slowly from image to image. " +
        "Scores beyond ±1 lower its loss no further.",
      question: "Raise the rate ratio D : G while it trains. Does this generator tolerate a stronger discriminator better than that of “A first GAN”?",
    },
  },
} satisfies ModelTexts;
