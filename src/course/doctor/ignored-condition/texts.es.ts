import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Se ignora la condición",
  question: "En las muestras aparece la misma mezcla de dígitos con cada clase condicionante. ¿Por qué crees que el modelo puede ignorar la clase?",
  options: {
    a: "No recibe la clase",
    b: "No puede generar algunos de los dígitos",
    c: "Su pérdida apenas depende de la clase",
  },
  about:
    "El generador recibe la clase, pero solo aprende a usarla si eso baja su pérdida. Si el discriminador comprueba si una imagen es " +
    "real, pero apenas si corresponde a la clase, pasa cualquier imagen realista.",
  aboutOthers:
    "La red que hace las muestras recibe la clase, pero solo aprende a usarla si eso baja su pérdida. Su otra entrada, como el código o una imagen con ruido, " +
    "quizá ya indica al entrenar qué dígito debe hacer.",
  fixes: {
    condition: "El discriminador compara entonces directamente la imagen con la clase, así que nota una clase equivocada.",
    information: "La pérdida del generador premia entonces imágenes en que se reconoce su clase.",
  },
};
