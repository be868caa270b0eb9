import type { ExerciseCard } from "../texts";

export const en: ExerciseCard = {
  title: "A mixture as the prior",
  about: "Compute the log density of a mixture of Gaussians whose means and variances are trained.",
};
