import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "digit-FID",
  ownName: "FID de las características del clasificador",
  about:
    "La distancia de Fréchet compara muestras con imágenes de entrenamiento en las características del clasificador de evaluación; menos es mejor. " +
    "Los valores con otras características, como la FID de los artículos, no son comparables.",
  facts: {
    distance: "muestras frente a imágenes de entrenamiento",
    floor: "mínimo: otras tantas imágenes de prueba frente a imágenes de entrenamiento",
  },
};
