import type { FailureModeTexts } from "../texts";

export const en = {
  name: "The discriminator only guesses",
  question: "The discriminator's losses equal those of guessing, yet the samples are no digits. What do you think happened?",
  options: {
    a: "The game is at its equilibrium: real and generated images are alike",
    b: "The discriminator no longer tells them apart, although they differ",
    c: "Its losses have not begun to fall yet",
  },
  about:
    "At the game's equilibrium the discriminator can only guess, because samples and data are alike. Here they differ, so the " +
    "discriminator has stopped learning or has fallen behind. Its guesses give the generator little to learn from.",
  fixes: {
    discriminatorRate: "The discriminator then has the generator's learning rate, and does not fall behind.",
  },
} satisfies FailureModeTexts;
