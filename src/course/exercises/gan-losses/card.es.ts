import type { ExerciseCard } from "../texts";

export const es: ExerciseCard = {
  title: "Las pérdidas de una GAN",
  about: "Escribe la pérdida del discriminador y dos pérdidas del generador, todas a partir de logits.",
};
