import type { ModelTexts } from "../texts";

export const en = {
  name: "Autoencoder",
  about: "An encoder compresses each image to a few numbers, the code, and a decoder reconstructs the image from it. " +
    "Only the reconstruction is trained; no term says where codes should lie.",
  question: "Train, then drag through the map. How large are the regions in which the decoder draws no digit?",
  objectives: {
    "autoencoder": "Reconstruction loss, minimised over encoder and decoder",
  },
  symbols: {
    "code": { name: "e of x", about: "The encoder's output: one point of the latent space for each image, not a distribution." },
  },
  presets: {
    "plain-autoencoder": {
      title: "An autoencoder, no prior",
      about: "The loss compares only images and their reconstructions from two numbers, so the codes spread freely. " +
        "As with a VAE, about half of the reconstructions show the right digit, but no term says where digits lie.",
      question: "Drag through the empty places between the colours, then do the same in the preset “A first VAE”. Which term makes the difference?",
    },
  },
} satisfies ModelTexts;
