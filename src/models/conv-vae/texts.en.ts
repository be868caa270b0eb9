import type { ModelTexts } from "../texts";

export const en = {
  name: "Convolutional VAE",
  about: "A VAE whose encoder and decoder are convolutional: the same small filters look for strokes everywhere in the image. " +
    "It has fewer weights to learn, and each step takes longer.",
  question: "Compare its held-out loss after an epoch with that of the plain VAE. Is it worth the time?",
  presets: {
    "convolutional-vae": {
      title: "A convolutional VAE",
      about: "The same ELBO on networks that look for strokes with the same small filters everywhere in the image. " +
        "Such a step needs more arithmetic, and fewer weights have to be learned.",
      question: "After the same number of epochs, is its held-out loss lower than that of A first VAE, and what does each epoch cost in seconds?",
    },
  },
} satisfies ModelTexts;
