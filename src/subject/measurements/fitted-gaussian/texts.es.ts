import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Gaussiana ajustada a los códigos",
  about: "Se ajusta una gaussiana con covarianza completa a las medias de los códigos de imágenes de prueba. Sus muestras se decodifican, y el clasificador de evaluación cuenta los dígitos claros.",
  facts: {
    clear: "muestras claras de la gaussiana ajustada",
    clearOfPrior: "muestras claras del prior",
  },
};
