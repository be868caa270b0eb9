import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Colapso de la posterior",
  question: "La KL es casi 0, o las medias de los códigos apenas varían. ¿Qué crees que le ocurrió al código?",
  options: {
    a: "Es lo mejor que puede ser: exactamente como el prior",
    b: "Es casi el mismo para cada imagen",
    c: "Aún distingue las imágenes, solo que con números más pequeños",
  },
  about:
    "El codificador da casi la misma distribución de códigos para cada imagen. Así el decodificador no puede distinguir las imágenes, y las reconstruye todas como " +
    "su media. Un código que no lleva información puede tener una KL de 0. La pérdida lo favorece si un nat de KL cuesta más de lo que ahorra en reconstrucción.",
  fixes: {
    beta: "Un nat de KL cuesta entonces menos de lo que ahorra, y el código puede recuperarse.",
    sigma: "Con una σ menor, los errores en los píxeles cuestan más, así que un código ahorra en la reconstrucción más de lo que cuesta su KL.",
  },
};
