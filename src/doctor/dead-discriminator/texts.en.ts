import type { IllnessTexts } from "../texts";

export const en = {
  name: "The discriminator only guesses",
  question: "The discriminator's losses are what guessing costs, yet the samples are no digits. What do you think happened?",
  options: {
    a: "The game has come to its end: real and generated images are alike",
    b: "The discriminator no longer tells them apart, though one could",
    c: "Its losses have not begun to fall yet",
  },
  about:
    "At the end of the game the discriminator can only guess, because the samples are like the data. Here they are not, so it guesses " +
    "because it no longer learns or was left behind. A discriminator that guesses gives the generator nothing to go by.",
  remedies: {
    discriminatorRate: "The discriminator then learns as fast as the generator, and is not left behind.",
  },
} satisfies IllnessTexts;
