import type { ExerciseCard } from "../texts";

export const es: ExerciseCard = {
  title: "Una mezcla como prior",
  about: "Calcula la log-densidad de una mezcla de gaussianas cuyas medias y varianzas se entrenan.",
};
