import type { ModelTexts } from "../texts";

export const en = {
  name: "Flow matching on pixels",
  about: "A network is shown a digit under noise and learns to say what the digit is, given its class. A sample begins as nothing but noise and " +
    "moves, in small steps, towards what the network says; each step shows it a clearer image.",
  question: "At which time can you tell which digit it will be?",
  hyperparameters: {
    guidance: {
      name: "guidance",
      about: "How far samples go beyond what the class adds to them: 0 as trained, −1 as if no class were asked for, more for clearer and less varied digits.",
    },
    until: { name: "shown at time", about: "Where samples stop on their way: at 0 they are still noise, at 1 finished. Training does not depend on it." },
    filters: { name: "filters", about: "How many small filters look at each place of the image where it is smallest, 7×7." },
  },
  objectives: { "pixel-flow-loss": "Flow matching: the network learns which digit is under the noise, and so the velocity that leads there" },
  terms: {
    "velocity-of-pixels": {
      name: "error of the velocity",
      about: "How far the predicted digit is from the true one, as a share of the way that is left, squared. It does not fall to 0: noise hides much of the digit.",
    },
  },
  symbols: {
    "noise-image": { name: "x nought", about: "An image of nothing but noise, each pixel from N(0, 1). z is its coarsest part; the rest is drawn besides." },
    "on-the-way": { name: "x t", about: "The image at time t: t parts digit, 1 − t parts noise." },
    denoised: { name: "x hat", about: "The network's answer: which digit is under the noise. From x_t it is the velocity times 1 − t away." },
  },
  presets: {
    "noise-to-digits": {
      title: "Noise becomes digits",
      about: "A sample begins as noise and takes ten small steps, each towards the digit that the network makes out under the noise. " +
        "After half a minute of training most samples are clear digits of the class that was asked for.",
      question: "Move “shown at time” from 0 to 1: when do you see the digit? Then take one flow step instead of ten: why is that blurred?",
    },
    "guidance": {
      title: "Guidance by class",
      about: "At w = 0 samples are what the network has learned of their class, and three of ten or more are hard to read. With guidance they go " +
        "further the way in which the class moves them: at w = 3 most are clear.",
      question: "Move w from −1 to 5: what becomes of the columns at −1, and how do digits at 5 differ from those that people write?",
    },
  },
} satisfies ModelTexts;
