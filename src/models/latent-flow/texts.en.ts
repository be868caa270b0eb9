import type { ModelTexts } from "../texts";

export const en = {
  name: "VAE with a flow",
  about: "A VAE, and a second network that learns where its codes are. A sample begins as noise; the network carries it, in small steps, " +
    "to a place where codes are, and only then is it decoded.",
  question: "Follow one line on the map from the middle outwards: where do lines part, and what is drawn between them?",
  hyperparameters: {
    flowWidth: { name: "units of the flow", about: "Width of the two hidden layers of the network that carries noise to codes." },
  },
  objectives: {
    "flow-of-codes": "Flow matching: the flow learns at which velocity noise becomes a code; encoder and decoder do not notice",
  },
  terms: {
    "negative-elbo-total": { name: "total of the VAE", about: "What encoder and decoder make smaller: reconstruction + β · KL." },
  },
  symbols: {
    way: { name: "z nought, z t, z one", about: "Noise from N(0, I), a code from q(z|x), and the point between them at time t, on a straight line." },
  },
  presets: {
    "holes-filled": {
      title: "A flow finds the codes",
      about: "The VAE of “Holes in the latent space”, with β = 0, and a flow that learns where its codes are: lines on the map lead from noise " +
        "to codes. Some four in ten samples are clear digits then, against one in four at best from N(0, I).",
      question: "Take one flow step instead of 20: nearly all samples become the same. Where do the lines end now, and why there?",
    },
  },
} satisfies ModelTexts;
