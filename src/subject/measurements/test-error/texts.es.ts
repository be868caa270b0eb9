import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  about: "El clasificador del propio modelo se equivoca en esta parte de las imágenes de prueba.",
  facts: {
    testError: "clase equivocada",
    errorPerClass: "clase equivocada, por clase de la imagen",
  },
};
