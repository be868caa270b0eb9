import type { ExerciseCard } from "../texts";

export const en: ExerciseCard = {
  title: "Likelihoods of pixels",
  about: "Compute the log-likelihood of an image with Bernoulli pixels and with Gaussian ones.",
};
