import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Pocas clases",
  question: "Casi todas las 1000 muestras son del mismo dígito o de los mismos dos. ¿Qué crees que ocurrió?",
  options: {
    a: "1000 muestras son demasiado pocas para contener más dígitos",
    b: "El modelo genera casi la misma imagen con cualquier ruido",
    c: "Las imágenes de entrenamiento son sobre todo de estos dígitos",
  },
  about:
    "Las imágenes de entrenamiento tienen diez clases y las muestras una o dos. La red apenas usa entonces su " +
    "ruido o su código: la mejor estimación que no depende de la entrada es una imagen media.",
  fixes: {},
};
