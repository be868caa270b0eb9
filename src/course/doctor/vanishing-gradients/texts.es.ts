import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Gradientes que se desvanecen",
  question: "La pérdida saturante del generador sigue plana cerca de 0, y las muestras no son dígitos. ¿Por qué crees que se queda ahí?",
  options: {
    a: "Ha alcanzado su valor más bajo",
    b: "Es tan plana ahí que el generador apenas tiene una dirección que seguir",
    c: "La tasa de aprendizaje se ha vuelto demasiado pequeña",
  },
  about:
    "La derivada de log(1 − D(G(z))) respecto al logit del discriminador es −D(G(z)). Es casi 0 donde el discriminador " +
    "rechaza las muestras con seguridad, y también el gradiente del generador. La pérdida podría bajar muy por debajo de 0: el generador está en una meseta.",
  fixes: {
    discriminatorRate: "El discriminador está menos seguro, así que la pérdida conserva un gradiente.",
    loss: "−log D(G(z)) tiene su mayor derivada donde el discriminador rechaza las muestras con seguridad. El discriminador sigue igual de seguro.",
  },
};
