import type { ExerciseCard } from "../texts";

export const en: ExerciseCard = {
  title: "The KL of two Gaussians",
  about: "Compute the KL divergence from the encoder’s Gaussian to a prior that depends on the class.",
};
