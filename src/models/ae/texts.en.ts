import type { ModelTexts } from "../texts";

export const en = {
  name: "Autoencoder",
  about: "An encoder squeezes each image into a few numbers, the code, and a decoder redraws the image from it. " +
    "Only the redrawing is trained; no term says where codes should lie.",
  question: "Train, then drag through the map. How large are the regions in which no digit is painted?",
  objectives: {
    "autoencoder": "Cost of the reconstruction, minimised over encoder and decoder",
  },
  symbols: {
    "code": { name: "e of x", about: "The encoder's answer: one point of latent space for each image, no distribution." },
  },
  presets: {
    "plain-autoencoder": {
      title: "An autoencoder, no prior",
      about: "Squeeze into two numbers, redraw, compare: nothing else is asked for, so the codes spread as they like. " +
        "About half of the reconstructions show the right digit, as with a VAE, but no rule says where in the plane a digit may be found.",
      question: "Drag through the empty places between the colours, then do the same in the preset A first VAE. Which term makes the difference?",
    },
  },
} satisfies ModelTexts;
