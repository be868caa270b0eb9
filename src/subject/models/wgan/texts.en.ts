import type { ModelTexts } from "../texts";

export const en = {
  name: "Wasserstein GAN",
  about: "A critic scores images. Clipping its weights bounds how fast its score changes: by at most an unknown K per unit of distance (K-Lipschitz). " +
    "The gap of its mean scores of real and generated images is then at most K·W₁.",
  question: "Does the gap shrink when the samples get better?",
  hyperparameters: {
    clip: {
      name: "weight clipping",
      about: "After each update, the critic's weights are clipped to ± this value. Smaller values lower the bound on how fast its scores can change with the image.",
    },
  },
  objectives: { "generator": "The generator learns to make samples that the critic scores high" },
  presets: {
    wasserstein: {
      title: "A loss that tracks quality",
      about: "The critic gives scores instead of probabilities, and weight clipping bounds how fast they change with the image. " +
        "After about 1,000 steps, minus its loss estimates, from below and up to a batch's noise, an unknown multiple of the Wasserstein distance to real images.",
      question: "The critic's loss is negative. Does it rise towards 0 as the digits improve, and do you and the critic agree on when they do?",
    },
  },
  earlierPresets: {
    "wasserstein@1": {
      about: "The critic gives scores instead of probabilities, and weight clipping bounds how fast they change with the image. " +
        "The clip is so small that digits appear only after thousands of steps, and the loss stays within 0.1 of 0.",
      question: "How do the samples and the critic's loss change with a wider clip, 0.03, and a learning rate of 0.0005?",
    },
  },
} satisfies ModelTexts;
