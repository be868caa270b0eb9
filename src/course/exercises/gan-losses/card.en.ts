import type { ExerciseCard } from "../texts";

export const en: ExerciseCard = {
  title: "The losses of a GAN",
  about: "Write the discriminator’s loss and two losses of the generator, all from logits.",
};
