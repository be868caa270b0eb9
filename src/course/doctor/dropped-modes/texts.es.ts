import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Modos ausentes",
  question: "Algunas gaussianas de los datos apenas reciben muestras. ¿Qué crees que ocurrió?",
  options: {
    a: "El generador no puede llegar a lugares tan separados",
    b: "Se extrajeron demasiado pocas muestras",
    c: "El generador encontró lugares que la otra red acepta, y se queda allí",
  },
  about:
    "Un discriminador o crítico juzga cada punto por separado, así que nada en la pérdida del generador le pide cubrir todos los datos. Las muestras se juntan " +
    "donde las acepta. Cuando las rechaza allí, se van a otro lugar.",
  fixes: {
    discriminatorRate: "Un discriminador con la tasa de aprendizaje del generador nota antes dónde hay demasiadas muestras.",
  },
};
