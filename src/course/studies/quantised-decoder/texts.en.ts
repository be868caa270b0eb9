import type { StudyTexts } from "../texts";

export const en = {
  title: "Bits per weight",
  about: "The decoder's weights are rounded to 8, 6, 4 and 2 bits. How do its size, its samples and their digit-FID change?",
  question: "Each weight of the decoder is a number of 32 bits. Now each is rounded to one of 2ᵇ\u00a0−\u00a01 evenly spaced values, without further training. " +
    "From 8 bits to 6, 4 and 2: when does digit-FID first get worse by more than a tenth?",
  options: { eight: "At 8 bits", six: "At 6 bits", four: "At 4 bits", two: "Not before 2 bits" },
  task: "Train the run, or open any other one. The measurement starts when a run pauses.",
  runs: { vae: "Train a VAE to step 400" },
  needs: "This run generates no images.",
  shows: [
    "Down to 4 bits, digit-FID changed by less than 5\u00a0% in our runs. The weights then take an eighth of the space. With 2 bits each weight is −s, 0 or s, and digit-FID at least doubled.",
    "A unit adds up many products, so independent rounding errors partly cancel. The rest is small while the steps between values are small compared with a typical weight. " +
      "All weights of a layer share one scale s, the size of the largest one. So at 2 bits most others become 0.",
    "digit-FID depends on the features of the evaluation classifier. It can miss a difference that the eye sees, and count one that the eye misses.",
  ],
  change: [
    "Train for a few more epochs: does a better decoder need more bits?",
    "Give the decoder 16 hidden units: do fewer rounding errors cancel?",
    "Try a GAN: is its generator more sensitive?",
  ],
} satisfies StudyTexts;
