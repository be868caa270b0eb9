import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Reconstrucciones",
  about: "Las reconstrucciones de imágenes de prueba se comparan con las originales: en nitidez, y en clase según el clasificador de evaluación.",
  facts: {
    sharpness: "nitidez de las reconstrucciones",
  },
};
