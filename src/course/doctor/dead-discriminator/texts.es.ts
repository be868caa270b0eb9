import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "El discriminador solo adivina",
  question: "Las pérdidas del discriminador son las de adivinar y, sin embargo, las muestras no son dígitos. ¿Qué crees que ocurrió?",
  options: {
    a: "El juego está en su equilibrio: imágenes reales y generadas se parecen",
    b: "El discriminador ya no las distingue, aunque difieren",
    c: "Sus pérdidas aún no han empezado a bajar",
  },
  about:
    "En el equilibrio del juego el discriminador solo puede adivinar, porque muestras y datos se parecen. Aquí difieren, así que el " +
    "discriminador ha dejado de aprender o se ha quedado atrás. De sus conjeturas el generador aprende poco.",
  fixes: {
    discriminatorRate: "El discriminador tiene entonces la tasa de aprendizaje del generador, y no se queda atrás.",
  },
};
