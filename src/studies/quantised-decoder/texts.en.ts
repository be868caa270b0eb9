import type { StudyTexts } from "../texts";

export const en = {
  title: "How many bits a weight needs",
  about: "The decoder's weights, rounded to 8, 6, 4 and 2 bits: its size, its samples, their digit-FID.",
  question: "Each weight of the decoder is a number of 32 bits. Now each is rounded to one of 2ᵇ\u00a0−\u00a01 evenly spaced values, without training again. " +
    "Going down from 8 bits to 6, 4 and 2: at which number are the samples clearly worse for the first time, by more than a tenth in digit-FID?",
  options: { eight: "At 8 bits", six: "At 6 bits", four: "At 4 bits", two: "Not before 2 bits" },
  task: "Train the run, or show any other one: it is measured when it stands still.",
  runs: { vae: "Train a VAE to step 400" },
  needs: "The run on show makes no images.",
  shows: [
    "Down to 4 bits hardly anything changes in the VAE of this study, neither in pictures nor in digit-FID, although the weights take an eighth of the room. With 2 bits each weight is −s, 0 or s, and the samples fall apart.",
    "A unit adds up hundreds of products: rounding errors that are independent partly cancel, and what is left is small beside what training left undone. That is so while the steps between values are small beside the usual weight. " +
      "One scale for a whole tensor hangs on its largest weight: at 2 bits nearly all others become 0.",
    "A digit-FID counts differences in what the judge looks at. It does not notice everything that an eye notices, nor the other way round.",
  ],
  change: [
    "Train on for some epochs: does a better decoder need more bits?",
    "Make the decoder small, with 16 units: is there less to cancel?",
    "Try a GAN: is its generator more sensitive?",
  ],
} satisfies StudyTexts;
