import type { Translation } from "../../../core/translation";
import type { en } from "./beside.en";

export const es: Translation<typeof en> = {
  name: "Clases de las muestras",
  title: (samples) => `Clases en ${samples} muestras`,
  at: (step) => `Clases en el paso ${step}, según el clasificador de evaluación. Una muestra es clara si el clasificador le da una clase con más del 90\u00a0% de seguridad.`,
  soon: "Las clases de 1000 muestras se cuentan al terminar una época.",
  count: (k, n) => `${k}: ${n}`,
  counts: (samples, each) => `Clases de ${samples} muestras, según el clasificador de evaluación: ${each.join(", ")}`,
  entropy: (value, most) => `entropía ${value} de ${most} nats`,
  history: (values) => `Entropía después de cada época medida: ${values}`,
  covered: (percent) => `las diez clases; ${percent}\u00a0% claras`,
  unclear: (percent) => `aún sin veredicto: ${percent}\u00a0% claras`,
  tooFew: "demasiado pocas muestras para un veredicto",
  missing: (classes) => `modos ausentes: ${classes}`,
  onlyThese: (classes) => `colapso de modos: solo ${classes}`,
  alike: "colapso de modos: casi una sola imagen por clase",
  uneven: (classes) => `desigual: demasiados ${classes}`,
  causes: {
    missing: "Causa probable: el generador encontró dígitos que engañan al discriminador, y su pérdida no premia los demás.",
    missingByClass: "Causa probable: el generador ignora la clase condicionante. Le basta cualquier imagen que engañe al discriminador.",
    alike: "Causa probable: el generador ignora z. Para cada clase dibuja la imagen que mejor engaña al discriminador.",
    uneven: "Causa probable: algunas clases engañan más fácilmente al discriminador, y el generador las prefiere.",
  },
};
