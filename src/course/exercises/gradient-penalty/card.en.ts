import type { ExerciseCard } from "../texts";

export const en: ExerciseCard = {
  title: "The gradient penalty",
  about: "Penalise a critic whose gradient norm differs from 1 between real and generated images.",
};
