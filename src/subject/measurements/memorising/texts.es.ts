import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Imagen de entrenamiento más cercana",
  about: "La distancia en píxeles de las muestras a sus imágenes de entrenamiento más cercanas se compara con la de las imágenes de prueba. Una mucho menor sugiere copias.",
  facts: {
    medianOfSamples: "muestras, distancia mediana",
    medianOfTest: "imágenes de prueba, distancia mediana",
    suspicious: "muestras más cercanas que el 99\u00a0% de las imágenes de prueba",
  },
};
