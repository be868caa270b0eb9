import type { ExerciseCard } from "../texts";

export const es: ExerciseCard = {
  title: "La muestra reparametrizada",
  about: "Extrae un código de la gaussiana del codificador de modo que los gradientes lleguen al codificador.",
};
