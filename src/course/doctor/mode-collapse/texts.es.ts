import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Colapso de modos o modos ausentes",
  question: "Entre 1000 muestras algunos dígitos casi nunca aparecen, o todas las muestras se parecen. ¿Qué crees que ocurrió?",
  options: {
    a: "1000 muestras son demasiado pocas para contener todos los dígitos",
    b: "El generador encontró imágenes que la otra red acepta, y hace poco más",
    c: "Las imágenes de entrenamiento son sobre todo de estos dígitos",
  },
  about:
    "Un discriminador o crítico de esta página juzga cada imagen por separado, así que la pérdida adversaria no pide variedad. Una imagen que acepta " +
    "se genera una y otra vez, hasta que aprende a rechazarla.",
  fixes: {
    discriminatorRate: "Un discriminador con la tasa de aprendizaje del generador nota antes qué imágenes son demasiado frecuentes.",
  },
};
