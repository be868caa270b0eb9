import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Huecos en el espacio latente",
  question: "Muchas reconstrucciones muestran el dígito correcto, pero pocas muestras del prior son dígitos claros. ¿De dónde crees que salen estas muestras?",
  options: {
    a: "De lugares en que el decodificador no se entrenó",
    b: "De los códigos de imágenes de entrenamiento, con ruido añadido por el decodificador",
    c: "De los códigos de los dígitos más difíciles de aprender",
  },
  about:
    "Los códigos de las imágenes se extienden mucho más allá del prior. La mayoría de las muestras del prior caen entre los códigos, donde el decodificador no se entrenó. " +
    "Un término KL acercaría los códigos al prior, pero esta ejecución no lo tiene, o le da poco peso.",
  fixes: {
    beta: "La KL cuenta entonces desde el principio, y mantiene los códigos cerca del prior.",
  },
};
