import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "El discriminador es demasiado fuerte",
  question: "Las pérdidas del discriminador son casi 0: casi nunca se equivoca. ¿Qué crees que significa esto para el generador?",
  options: {
    a: "Aprende más deprisa de un discriminador que siempre acierta",
    b: "Nada: para él solo cuenta su propia pérdida",
    c: "Aprende poco: el discriminador rechaza cada pequeño cambio de sus muestras",
  },
  about:
    "El generador aprende de cómo cambia la salida del discriminador con la imagen. Si el discriminador está seguro de todo, la " +
    "pérdida saturante apenas tiene gradiente. La no saturante conserva su gradiente, que entonces guía mal. Alcanzarlo puede llevar mucho tiempo.",
  fixes: {
    discriminatorRate: "Ambas redes tienen entonces la misma tasa de aprendizaje desde el principio, y el discriminador no se adelanta tanto.",
  },
};
