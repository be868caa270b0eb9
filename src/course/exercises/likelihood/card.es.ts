import type { ExerciseCard } from "../texts";

export const es: ExerciseCard = {
  title: "Verosimilitudes de píxeles",
  about: "Calcula la log-verosimilitud de una imagen con píxeles de Bernoulli y con píxeles gaussianos.",
};
