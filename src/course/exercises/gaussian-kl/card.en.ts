import type { ExerciseCard } from "../texts";

export const en: ExerciseCard = {
  title: "The KL of two Gaussians",
  about: "Compute KL(q‖p) of the encoder’s Gaussian q and a prior p that depends on the class.",
};
