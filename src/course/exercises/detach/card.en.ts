import type { ExerciseCard } from "../texts";

export const en: ExerciseCard = {
  title: "Which network a loss trains",
  about: "Write a GAN’s two losses so that the discriminator’s gradient stops at the generated images.",
};
