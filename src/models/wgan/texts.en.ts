import type { ModelTexts } from "../texts";

export const en = {
  name: "Wasserstein GAN",
  about: "A critic scores images, and the gap between real and generated scores estimates how far apart the two are. " +
    "Its weights are clipped, so that scores cannot change arbitrarily fast from image to image.",
  question: "Does the gap shrink when the samples get better?",
  hyperparameters: {
    clip: {
      name: "weight clipping",
      about: "After each update the critic's weights are cut off at ± this, so that its scores cannot change too fast.",
    },
  },
  presets: {
    wasserstein: {
      title: "A loss that means something",
      about: "The critic gives scores instead of probabilities, and clipped weights keep it from exaggerating. " +
        "Once it has learned for some 1,000 steps, minus its loss estimates how far generated images are from real ones.",
      question: "The critic's loss is negative. Does it shrink towards 0 as the digits improve, and do you and the critic agree on when they do?",
    },
  },
  earlierPresets: {
    "wasserstein@1": {
      about: "The critic gives scores instead of probabilities, and clipped weights keep it from exaggerating. " +
        "They are clipped so closely that digits appear only after thousands of steps, and its loss stays within 0.1 of 0.",
      question: "What do the samples and the critic's loss become with a wider clip, 0.03, and a learning rate of 0.0005?",
    },
  },
} satisfies ModelTexts;
