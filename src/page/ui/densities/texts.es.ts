import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Densidades",
  data: "datos: p_data(x)",
  model: "modelo: p_model(x)",
  optimal: "D*, óptimo",
  learned: "D, aprendido",
  critic: "crítico f(x)",
  perArea: "por unidad de área",
  perLength: "por unidad de longitud",
  probability: "probabilidad",
  score: "puntuación, sin unidad",
  none: "Densidad del modelo: aún ninguna",
  dataName: (data, most) => `Densidad verdadera de los datos, ${data}: como mucho ${most}`,
  modelName: (step, most, share) => `Densidad de las muestras del modelo, paso ${step}: como mucho ${most}; coincide con la densidad de los datos en ${share}`,
  optimalName: "El discriminador óptimo: la parte de puntos reales en cada lugar, si la mitad de todos los puntos son reales.",
  learnedName: (step, least, most) => `El discriminador aprendido, paso ${step}: de ${least} a ${most}`,
  criticName: (step, least, most) => `La puntuación del crítico, paso ${step}: de ${least} a ${most}`,
  caption: "El modelo deja fuera datos donde solo p_data es grande. Genera puntos distintos de los datos donde solo p_model es grande.",
  overlap: (share, step) => `En el paso ${step} las dos densidades coinciden en ${share}.`,
  off: (distance) => `En promedio, D difiere en ${distance} de D* = p_data / (p_data + p_model).`,
};
