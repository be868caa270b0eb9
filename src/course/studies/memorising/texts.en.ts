import type { StudyTexts } from "../texts";

export const en = {
  title: "Samples or copies?",
  about: "Each sample is shown with its nearest training image. Which distance is suspicious?",
  question: "For each sample, we find the nearest of 60,000 training images. A model that memorised them would generate samples closer to them than unseen test images are. " +
    "Where will the samples of a small VAE be, after 400 steps?",
  options: { nearer: "Nearer to training images than test images are", alike: "Just as near", farther: "Farther away" },
  task: "Train the run, or open any other one. The measurement starts when a run pauses.",
  runs: { vae: "Train a VAE to step 400" },
  needs: "This run generates no images.",
  shows: [
    "After 400 steps, samples of our small VAE had a larger median distance to training images than test images had. Hardly any sample was closer than the closest 1 % of test images, so this measure gives no sign of copies. This does not make the samples good: an image far from every digit is no copy either.",
    "Compare a distance with a known one: that of test images. A model with a smaller distance may have copied, or it generates blurred means, which are close to many images. Look at the pairs.",
    "Distance in pixels misses copies that are shifted by a pixel or drawn thicker. A small distance is evidence of copying, not proof, and a large distance does not exclude it.",
  ],
  change: [
    "Train for a few more epochs: does the median approach that of test images?",
    "Try a GAN: are its samples nearer or farther?",
    "Raise the latent size d to 20: do prior samples come nearer, or move farther away?",
  ],
} satisfies StudyTexts;
