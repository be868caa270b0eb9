import type { ExerciseCard } from "../texts";

export const es: ExerciseCard = {
  title: "La cota con K muestras",
  about: "Convierte los logaritmos de K pesos de importancia en una cota de log p(x) más ajustada que el ELBO.",
};
