import type { ExerciseCard } from "../texts";

export const es: ExerciseCard = {
  title: "La KL de dos gaussianas",
  about: "Calcula KL(q‖p) de la gaussiana q del codificador y un prior p que depende de la clase.",
};
