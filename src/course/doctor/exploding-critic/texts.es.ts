import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Puntuaciones del crítico desbocadas",
  question: "Las puntuaciones medias del crítico en datos y muestras difieren en más de lo que pueden distar dos ejemplos. ¿Qué crees que dice esto de los datos y las muestras?",
  options: {
    a: "Que son muy distintos",
    b: "Nada seguro: el gradiente del crítico es demasiado grande para que la diferencia estime W₁",
    c: "El crítico ha aprendido todo lo que hay que aprender",
  },
  about:
    "Si el crítico es K-Lipschitz, la diferencia de sus puntuaciones medias es como mucho K veces la distancia de Wasserstein W₁. Con K = 1, no " +
    "puede superar la mayor distancia entre dos ejemplos. Aquí la supera: K es mayor que 1 y desconocida, así que la pérdida sola no dice cuánto vale W₁.",
  fixes: {
    clip: "Una cota menor de los pesos acota también mejor la norma del gradiente del crítico.",
  },
};
