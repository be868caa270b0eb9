import type { ModelTexts } from "../texts";

export const en = {
  name: "Spectrally normalised GAN",
  about: "A GAN in which every layer of the discriminator is divided by its spectral norm, the most it can stretch any vector. " +
    "So its answer cannot change much faster than the image does.",
  question: "How much faster may the discriminator learn than the generator before the samples suffer?",
  objectives: {
    "hinge": "The discriminator learns to tell both apart, up to a margin of 1",
  },
  terms: {
    "real-hinge": { name: "real images", about: "0 once every real image scores above 1; the rest costs what it lacks." },
    "fake-hinge": {
      name: "generated images",
      about: "0 once every generated image scores below −1; the rest costs what it exceeds.",
    },
    "hinge-total": {
      name: "discriminator",
      about: "How wrong the discriminator is: 2 when it scores everything 0, 0 when all are beyond the margin.",
    },
  },
  presets: {
    "spectral-norm": {
      title: "A calmer discriminator",
      about: "Every layer of the discriminator is divided by its spectral norm, the most it can stretch any vector, so its answer changes slowly from image to image. " +
        "Scores beyond ±1 earn no further reward.",
      question: "Raise the D : G rate while it trains. Does this generator stand a stronger discriminator better than that of A first GAN?",
    },
  },
} satisfies ModelTexts;
