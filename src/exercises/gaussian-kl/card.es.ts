import type { ExerciseCard } from "../texts";

export const es: ExerciseCard = {
  title: "La KL de dos gaussianas",
  about: "Calcula la divergencia KL de la gaussiana del codificador respecto a un prior que depende de la clase.",
};
