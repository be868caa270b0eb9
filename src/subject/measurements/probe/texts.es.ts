import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Sonda k-NN",
  about: "A cada imagen de prueba se le asigna la clase más frecuente entre las imágenes de entrenamiento con los códigos más cercanos.",
  settings: {
    references: "imágenes de entrenamiento",
  },
  facts: {},
  points: {
    about: "Indica con qué frecuencia un punto de prueba tiene la clase de la mayoría de los códigos de entrenamiento más cercanos.",
    settings: { references: "puntos de entrenamiento" },
  },
};
