import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Píxeles ausentes",
  about: "El modelo completa los píxeles que faltan en imágenes de prueba con K códigos para cada una. Sus errores se comparan con los de la imagen media; los grises están entre 0 y 1.",
  settings: {
    k: "muestras K",
  },
  facts: {
    missing: "píxeles ausentes",
    absoluteError: "|error| medio, el modelo",
    absoluteErrorOfMean: "|error| medio, la imagen media",
    squaredError: "error cuadrático medio, el modelo",
    squaredErrorOfMean: "error cuadrático medio, la imagen media",
  },
};
