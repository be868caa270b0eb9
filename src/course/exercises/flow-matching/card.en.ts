import type { ExerciseCard } from "../texts";

export const en: ExerciseCard = {
  title: "Flow matching",
  about: "Write the loss of a velocity field, and follow the velocity from noise to digits.",
};
