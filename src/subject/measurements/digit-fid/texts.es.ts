import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "digit-FID",
  ownName: "FID de las características del clasificador",
  about:
    "Se ajusta una gaussiana a las características que el clasificador de evaluación da a las muestras, y otra a las de imágenes de entrenamiento. " +
    "digit-FID es su distancia de Fréchet al cuadrado; menos es mejor. Los valores con otras características, como la FID de los artículos, o con otros números de muestras no son comparables.",
  facts: {
    distance: "muestras frente a imágenes de entrenamiento",
    floor: "referencia: otras tantas imágenes de prueba al azar frente a imágenes de entrenamiento",
  },
};
