import type { ExerciseCard } from "../texts";

export const es: ExerciseCard = {
  title: "A qué red entrena cada pérdida",
  about: "Escribe las dos pérdidas de una GAN de modo que el gradiente del discriminador se detenga en las imágenes generadas.",
};
