import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Imágenes traducidas",
  about: "Las imágenes de prueba traducidas se comparan con las originales: en error, nitidez, inclinación, grosor, y clase según el clasificador de evaluación. Las imágenes de entrada se comparan igual.",
  facts: {
    pixelError: "|error| medio de un píxel, imagen traducida",
    pixelErrorOfGiven: "|error| medio de un píxel, imagen de entrada",
    sameClassOfGiven: "misma clase, imagen de entrada",
    sharpnessMade: "nitidez de las imágenes traducidas",
    slant: "inclinación: píxeles hacia la derecha por cada fila hacia arriba",
    thickness: "grosor de los trazos, en píxeles",
    ofEach: (made, given, images) => `traducidas ${made}, entrada ${given}, originales ${images}`,
  },
};
