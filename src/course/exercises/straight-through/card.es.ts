import type { ExerciseCard } from "../texts";

export const es: ExerciseCard = {
  title: "El gradiente straight-through",
  about: "Convierte los logits del codificador en bits que dejan pasar un gradiente, aunque un umbral no deja pasar ninguno.",
};
