import type { ModelTexts } from "../texts";

export const en = {
  name: "Flow matching",
  about: "One network learns at which velocity noise has to move to become data. A sample begins as noise from N(0, I) and follows that velocity " +
    "in small steps; nothing is encoded, and no opponent is needed.",
  question: "Where do the lines on the map part, and what lies at their ends?",
  objectives: { "flow-matching-loss": "Flow matching: the network learns the velocity from noise to data" },
  symbols: {
    "flow-of-points": { name: "z nought, z t, z one", about: "Noise from N(0, I), a training point, and the point between them at time t, on a straight line." },
  },
  presets: {
    "noise-to-ring": {
      title: "Noise flows to eight places",
      about: "Flow matching on eight Gaussians: each line on the map is the way of one draw, from noise to data. All eight get samples, where " +
        "a GAN may leave some out.",
      question: "Take one flow step instead of 20: where do all samples end now, and why there?",
    },
  },
} satisfies ModelTexts;
