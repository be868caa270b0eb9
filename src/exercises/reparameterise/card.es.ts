import type { ExerciseCard } from "../texts";

export const es: ExerciseCard = {
  title: "El sorteo reparametrizado",
  about: "Sortea un código de la gaussiana del codificador de modo que los gradientes lleguen al codificador.",
};
