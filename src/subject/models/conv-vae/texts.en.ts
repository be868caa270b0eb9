import type { ModelTexts } from "../texts";

export const en = {
  name: "Convolutional VAE",
  about: "The encoder and decoder of this VAE are convolutional: they apply the same small filters everywhere in the image. " +
    "It has fewer weights than the plain VAE, and each step takes longer.",
  question: "Compare its held-out loss after an epoch with that of the plain VAE. Is it worth the time?",
  presets: {
    "convolutional-vae": {
      title: "A convolutional VAE",
      about: "The loss is the same ELBO, and the networks apply the same small filters everywhere in the image. " +
        "They have fewer weights, and each step needs more arithmetic.",
      question: "After the same number of epochs, is its held-out loss lower than that of “A first VAE”? How many seconds does an epoch take?",
    },
  },
} satisfies ModelTexts;
