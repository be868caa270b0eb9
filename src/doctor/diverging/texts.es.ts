import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Divergencia",
  question: "Las pérdidas son mucho mayores que en el primer paso, o ya no son números. ¿Qué crees que ocurrió?",
  options: {
    a: "Las pérdidas grandes son habituales cuando dos redes compiten",
    b: "Los pasos son demasiado grandes, y cada uno aumenta la pérdida",
    c: "Los lotes de los últimos pasos eran muy difíciles",
  },
  about:
    "Un paso demasiado grande sale de la región en que el gradiente describe la pérdida. El gradiente siguiente es " +
    "mayor, y también el error del paso siguiente. Los pesos y las pérdidas crecen entonces sin límite.",
  fixes: {
    lr: "Los pasos menores permanecen donde el gradiente describe la pérdida.",
  },
};
