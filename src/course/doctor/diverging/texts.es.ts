import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Divergencia",
  question: "Las pérdidas son mucho mayores que en el primer paso, o ya no son números. ¿Qué crees que ocurrió?",
  options: {
    a: "Las pérdidas grandes son habituales en esta fase",
    b: "Los pasos son demasiado grandes, y cada uno aumenta la pérdida",
    c: "Los lotes de los últimos pasos eran muy difíciles",
  },
  about:
    "Un paso demasiado grande sale de la región en que el gradiente describe la pérdida. El gradiente siguiente es " +
    "mayor, y también el error del paso siguiente. Los pesos y las pérdidas crecen entonces sin límite. Una pérdida que baja muy por debajo de 0 quizá no tiene " +
    "mínimo, por ejemplo si los objetivos están fuera del intervalo para el que está hecha.",
  fixes: {
    lr: "Los pasos menores permanecen donde el gradiente describe la pérdida.",
  },
};
