import type { ModelTexts } from "../texts";

export const en = {
  name: "Flow matching",
  about: "A network learns the velocity at which noise moves to become data. A sample starts as noise from N(0, I) and follows this velocity " +
    "in small steps. There is no encoder and no discriminator.",
  question: "Where do the trajectories on the map separate, and what lies at their ends?",
  objectives: { "flow-matching-loss": "Flow matching: the network learns the velocity from noise to data" },
  terms: {
    "flow-matching": {
      name: "velocity error",
      about: "The squared difference of the velocity and x − x₀, the velocity of the path. Many paths cross at one point, where v has one value, so the minimum is above 0.",
    },
  },
  symbols: {
    "flow-of-points": { name: "x nought, x t", about: "Noise from N(0, I), and the point between it and the training point x at time t, on a straight line." },
  },
  presets: {
    "noise-to-ring": {
      title: "Noise flows to eight places",
      about: "Each line on the map is the trajectory of one sample, from noise to one of eight Gaussians. All eight get samples, whereas " +
        "a GAN may miss some.",
      question: "Set the Euler steps from 20 to 1: where do all samples end now, and why there?",
    },
  },
} satisfies ModelTexts;
