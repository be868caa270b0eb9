import type { ModelTexts } from "../texts";

export const en = {
  name: "VAE-GAN",
  about: "A VAE that measures likeness in the features of a discriminator instead of pixel by pixel. " +
    "The decoder is also trained to pass for real, as a GAN's generator is.",
  question: "Are its reconstructions sharper than a VAE's, and are they as faithful?",
  hyperparameters: {
    gamma: {
      name: "likeness weight",
      about: "For the decoder: how much likeness counts beside fooling the discriminator. At 0 it only fools.",
    },
  },
  objectives: {
    "vae-gan-encoder": "The encoder",
    "vae-gan-decoder": "The decoder",
    "vae-gan-discriminator": "The discriminator",
  },
  terms: {
    "feature-reconstruction": {
      name: "likeness",
      about: "How far the reconstruction is from the image, in the discriminator's features.",
    },
    "vae-gan-encoder-total": { name: "encoder", about: "What the encoder makes smaller: KL and likeness." },
    "decoder-features": {
      name: "likeness, decoder",
      about: "The same distance in features, as the decoder sees it; γ says how much it counts.",
    },
    "fool-reconstruction": {
      name: "fooling, reconstr.",
      about: "How far the decoder is from having its reconstructions taken for real.",
    },
    "fool-sample": { name: "fooling, samples", about: "How far it is from having its samples from the prior taken for real." },
    "vae-gan-decoder-total": { name: "decoder", about: "What the decoder makes smaller: likeness, and being found out." },
    "fake-reconstruction": {
      name: "reconstructions",
      about: "The discriminator's error on reconstructions: 0.69 is a coin toss, 0 certainty.",
    },
    "fake-sample": { name: "samples", about: "The discriminator's error on samples from the prior: 0.69 is a coin toss, 0 certainty." },
    "vae-gan-discriminator-total": {
      name: "discriminator",
      about: "How wrong the discriminator is; 2.08 when it can only guess, 0 when it is sure and right.",
    },
  },
  symbols: {
    "reconstruction": { name: "x tilde", about: "The reconstruction: what the decoder paints from the code of x." },
    "prior-sample": { name: "x p", about: "A sample: what the decoder paints from a code drawn from the prior." },
    "features": {
      name: "D h",
      about: "Features: a hidden layer of the discriminator, in which likeness is measured instead of in pixels.",
    },
    "gamma": { name: "gamma", about: "For the decoder: how much likeness counts beside fooling the discriminator." },
  },
  presets: {
    "learned-likeness": {
      title: "Likeness, learned",
      about: "Pixel by pixel, a shifted stroke counts as an error and a blurred one is forgiven. " +
        "Here a discriminator's features measure likeness, and the decoder also has to pass for real.",
      question: "Set the likeness weight to 0, later to 1. What happens to the samples, and what to the reconstructions?",
    },
  },
} satisfies ModelTexts;
