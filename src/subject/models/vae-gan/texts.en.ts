import type { ModelTexts } from "../texts";

export const en = {
  name: "VAE-GAN",
  about: "This VAE compares images by the features of a discriminator instead of their pixels. " +
    "The decoder is also trained as the generator of a GAN.",
  question: "Are its reconstructions sharper than those of a VAE, and do they show the same digits?",
  hyperparameters: {
    gamma: {
      name: "feature weight",
      about: "The weight γ of the feature distance in the decoder's loss, beside the adversarial terms. At 0 only these are left.",
    },
  },
  objectives: {
    "vae-gan-encoder": "The encoder",
    "vae-gan-decoder": "The decoder",
    "vae-gan-discriminator": "The discriminator",
  },
  terms: {
    "feature-reconstruction": {
      name: "feature distance",
      about: "Half the squared distance between image and reconstruction, in the discriminator's features.",
    },
    "vae-gan-encoder-total": { name: "encoder", about: "The encoder minimises the KL plus the feature distance." },
    "decoder-features": {
      name: "features, decoder",
      about: "The same feature distance in the decoder's loss, with the weight γ.",
    },
    "fool-reconstruction": {
      name: "adversarial, reconstr.",
      about: "The adversarial loss of the decoder on reconstructions. It falls as the discriminator rates them as more likely real.",
    },
    "fool-sample": { name: "adversarial, samples", about: "The adversarial loss of the decoder on samples from the prior." },
    "vae-gan-decoder-total": { name: "decoder", about: "The decoder minimises γ times the feature distance plus the adversarial loss." },
    "fake-reconstruction": {
      name: "reconstructions",
      about: "The discriminator's loss on reconstructions: 0 if D outputs 0, and 0.69 if D outputs ½.",
    },
    "fake-sample": { name: "samples", about: "The discriminator's loss on samples from the prior: 0 if D outputs 0, and 0.69 if D outputs ½." },
    "vae-gan-discriminator-total": {
      name: "discriminator",
      about: "The discriminator's loss: 0 if it is certain and right, and 2.08 if D always outputs ½.",
    },
  },
  symbols: {
    "reconstruction": { name: "x tilde", about: "The reconstruction: the decoder's output for the code of x." },
    "prior-sample": { name: "x p", about: "A sample: the decoder's output for a code drawn from the prior." },
    "features": {
      name: "D h",
      about: "The features: a hidden layer of the discriminator, in which images are compared.",
    },
    "gamma": { name: "gamma", about: "The weight of the feature distance in the decoder's loss." },
  },
  presets: {
    "learned-likeness": {
      title: "A learned distance",
      about: "Compared pixel by pixel, a shifted stroke counts as an error, while blur costs little. " +
        "Here the features of a discriminator define the distance between images, and the decoder also has an adversarial loss.",
      question: "Set the feature weight to 0, later to 1. What happens to the samples, and what to the reconstructions?",
    },
  },
} satisfies ModelTexts;
