import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  about: "El clasificador de evaluación cuenta las clases de las muestras y encuentra modos ausentes.",
  facts: {
    verdict: "veredicto",
    covered: "clases halladas",
    entropy: "entropía de las clases",
    variety: "variedad dentro de las clases, respecto a la de las imágenes de prueba",
    clear: "muestras claras: el clasificador de evaluación les da una clase con más del 90\u00a0% de seguridad",
    counts: "muestras de cada clase, según el clasificador de evaluación",
    ofMost: (value, most) => `${value} de como mucho ${most} nats`,
    verdicts: {
      covered: "se hallan todas las clases",
      missing: (classes) => `modos ausentes: ${classes}`,
      alike: "colapso de modos: se hallan todas las clases, pero las imágenes de cada una son casi iguales",
      uneven: (classes) => `desigual: ${classes} demasiado frecuentes`,
      "too-few": "demasiado pocas muestras para un veredicto",
      unclear: "ninguno: menos de la mitad de las muestras son claras",
    },
  },
};
