import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Pocas clases",
  question: "Entre muchas muestras se encuentran como mucho dos clases de los datos. ¿Qué crees que ocurrió?",
  options: {
    a: "Se extrajeron demasiado pocas muestras para contener más clases",
    b: "El modelo hace casi la misma muestra con cualquier ruido",
    c: "Los datos de entrenamiento son sobre todo de estas clases",
  },
  about:
    "Los datos tienen más clases que las muestras. La red apenas usa entonces su ruido o su código: " +
    "la mejor estimación que no depende de la entrada es una media de los datos.",
  fixes: {},
};
