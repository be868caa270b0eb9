import type { ModelTexts } from "../texts";

export const en = {
  name: "Flow matching",
  about: "One network learns at which velocity noise has to move to become data. A sample begins as noise from N(0, I) and follows that velocity " +
    "in small steps; nothing is encoded, and no opponent is needed.",
  question: "Where do the lines on the map part, and what lies at their ends?",
  hyperparameters: {
    flowSteps: { name: "flow steps", about: "In how many steps noise is carried to data. Training does not depend on it: only samples do." },
  },
  objectives: { "flow-matching-loss": "Flow matching: the network learns the velocity from noise to data" },
  terms: {
    "flow-matching": {
      name: "error of the velocity",
      about: "How far the velocity is from z₁ − z₀, squared. It does not fall to 0: many ways cross at one place, and one velocity must do for all.",
    },
  },
  symbols: {
    velocity: { name: "v", about: "The network: which way, and how fast, a point goes on at this place and time." },
    time: { name: "t", about: "The time, from 0, where there is noise, to 1, where data are." },
    way: { name: "z nought, z t, z one", about: "Noise from N(0, I), a training point, and the point between them at time t, on a straight line." },
  },
  presets: {
    "noise-to-ring": {
      title: "Noise flows into eight places",
      about: "Flow matching on eight Gaussians: each line on the map is the way of one draw, from noise to data. All eight get samples, where " +
        "a GAN may leave some out.",
      question: "Take one flow step instead of 20: where do all samples end now, and why there?",
    },
  },
} satisfies ModelTexts;
