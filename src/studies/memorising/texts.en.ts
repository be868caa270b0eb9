import type { StudyTexts } from "../texts";

export const en = {
  title: "Samples or copies",
  about: "The nearest training image of each sample, and how near is suspicious.",
  question: "For each sample the nearest of 60,000 training images is looked up. A model that learnt images by heart would be nearer to them than test images are, which nobody trained on. " +
    "Where will the samples of a small VAE be, after 400 steps?",
  options: { nearer: "Nearer to training images than test images are", alike: "Just as near", farther: "Farther away" },
  task: "Train the run, or show any other one: it is measured when it stands still.",
  runs: { vae: "Train a VAE to step 400" },
  needs: "The run on show makes no images.",
  shows: [
    "After 400 steps the samples of this small VAE are farther from any training image than test images are, and none is suspiciously near: they are no copies. That does not make them good: what is far from every digit is no copy either.",
    "So the distance has to be read beside one that is known: that of test images. A model that is nearer than these has copied, or makes blurred means, which are near to much. Look at the pairs.",
    "Distance in pixels misses copies that are shifted by a pixel or made thicker. What it finds is certain, what it does not find is not.",
  ],
  change: [
    "Train on for some epochs: does the median come nearer to that of test images?",
    "Try a GAN: are its samples nearer or farther?",
    "Raise d to 20: do samples from the prior come nearer or go farther?",
  ],
} satisfies StudyTexts;
