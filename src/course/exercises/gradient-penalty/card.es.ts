import type { ExerciseCard } from "../texts";

export const es: ExerciseCard = {
  title: "La penalización de gradiente",
  about: "Penaliza al crítico cuando la norma de su gradiente difiere de 1 entre imágenes reales y generadas.",
};
