import type { ModelTexts } from "../texts";

export const en = {
  name: "VAE with a flow",
  about: "A second network learns the distribution of a VAE's codes. A sample starts as noise, which the network moves " +
    "in small steps to where codes are frequent. The decoder draws the image there.",
  question: "Follow one trajectory on the map from the middle outwards: where do trajectories separate, and what is drawn between them?",
  hyperparameters: {
    flowWidth: { name: "units of the flow", about: "Sets the width of the two hidden layers of the network that moves noise to codes." },
  },
  objectives: {
    "flow-of-codes": "Flow matching: the flow learns the velocity from noise to codes; encoder and decoder get no gradient from it",
  },
  terms: {
    "negative-elbo-total": { name: "total of the VAE", about: "Encoder and decoder minimise reconstruction + β · KL." },
  },
  symbols: {
    way: { name: "z nought, z t, z one", about: "Noise from N(0, I), a code from q(z|x), and the point between them at time t, on a straight line." },
  },
  presets: {
    "holes-filled": {
      title: "A flow finds the codes",
      about: "A flow learns the distribution of the codes of the VAE from “Holes in the latent space”, with β = 0. Trajectories on the map lead from noise " +
        "to codes. About four in ten samples are then clear digits, against about one in four at best from N(0, I).",
      question: "Set the Euler steps from 20 to 1: nearly all samples become the same. Where do the trajectories end now, and why there?",
    },
  },
} satisfies ModelTexts;
