import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Cota de verosimilitud",
  about: "En esperanza, K muestras de z para cada imagen de prueba dan una cota superior de −log p(x), más ajustada cuanto mayor es K. Con píxeles grises el término de Bernoulli no es una verosimilitud normalizada, así que solo los valores con píxeles binarizados pueden compararse con los de artículos.",
  settings: {
    k: "muestras K",
  },
  facts: {
    bound: (k) => `cota con K = ${k}`,
    negativeElbo: "−ELBO, mismas muestras",
    bitsPerDim: "la cota en bits por valor de x",
    ofBits: (value) => `${value} bits/dim`,
  },
  points: {
    about: "En esperanza, K muestras de z para cada punto de prueba dan una cota superior de −log p(x), más ajustada cuanto mayor es K.",
  },
};
