import type { Translation } from "../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Se ignora la condición",
  question: "En las muestras aparece la misma mezcla de dígitos con cada clase condicionante. ¿Por qué crees que el generador puede ignorar la clase?",
  options: {
    a: "No recibe la clase",
    b: "No puede generar algunos de los dígitos",
    c: "Su pérdida apenas depende de la clase",
  },
  about:
    "El generador recibe la clase, pero solo aprende a usarla si eso baja su pérdida. Si el discriminador comprueba si una imagen es " +
    "real, pero apenas si corresponde a la clase, pasa cualquier imagen realista.",
  fixes: {
    condition: "El discriminador compara entonces directamente la imagen con la clase, así que nota una clase equivocada.",
    information: "La pérdida del generador premia entonces imágenes en que se reconoce su clase.",
  },
};
