import type { ModelTexts } from "../texts";

export const en = {
  name: "Flow matching on pixels",
  about: "A network gets a noisy digit and its class, and learns to predict the digit. A sample starts as pure noise and moves in small steps " +
    "towards the prediction, so the network gets clearer images. One example in ten has no class.",
  question: "At which time can you tell which digit it will be?",
  hyperparameters: {
    guidance: {
      name: "guidance weight",
      about: "Classifier-free guidance weight: 0 is conditional, −1 unconditional. Larger weights give clearer and less varied digits.",
    },
    until: { name: "shown at time", about: "The time at which samples are shown: at 0 they are noise, at 1 finished. Training does not use it." },
    filters: { name: "filters", about: "The number of filters at the smallest resolution of the network, 7×7." },
  },
  objectives: { "pixel-flow-loss": "Flow matching: the network learns to predict the digit under the noise, which determines the velocity" },
  terms: {
    "velocity-of-pixels": {
      name: "velocity error",
      about: "The squared difference of predicted and true digit, divided by (1 − t)². Noise hides much of the digit, so the minimum is above 0.",
    },
  },
  symbols: {
    "x": { name: "x", about: "A digit: 784 pixels, from −1 (paper) to 1 (ink) in this formula." },
    "psi": { name: "psi", about: "The weights of the network that predicts the digit." },
    "noise-image": { name: "x nought", about: "An image of pure noise: each pixel is from N(0, 1). z is its coarsest part; the rest is drawn separately." },
    "on-the-way": { name: "x t", about: "The image at time t: t parts digit, 1 − t parts noise. Training draws t = 0.95·σ(n − 0.4) with n from N(0, 1), so more often near noise." },
    denoised: { name: "x hat", about: "The network's output: the predicted digit. The velocity is (x̂ − x_t) / (1 − t)." },
  },
  presets: {
    "noise-to-digits": {
      title: "Noise becomes digits",
      about: "A sample starts as noise and takes ten small steps, each towards the digit that the network predicts. " +
        "After some 125 steps of training, most samples are clear digits of the conditioning class.",
      question: "Move “shown at time” from 0 to 1: when do you see the digit? Then set the Euler steps from ten to one: why is the result blurred?",
    },
    "guidance": {
      title: "Guidance by class",
      about: "At w = 0 samples follow the learned distribution of their class; three of ten or more are hard to read. Guidance moves them " +
        "further in the direction in which the class moves them: at w = 3 most are clear.",
      question: "Move w from −1 to 5. What happens to the columns at −1, and how do digits at 5 differ from handwritten ones?",
    },
  },
} satisfies ModelTexts;
