import type { ExerciseCard } from "../texts";

export const en: ExerciseCard = {
  title: "The K-sample bound",
  about: "Turn K log importance weights into a bound on log p(x) that is tighter than the ELBO.",
};
