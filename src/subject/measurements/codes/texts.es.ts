import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  about: "La tasa, la distorsión y la KL de cada dimensión latente muestran cómo usa el modelo su código en imágenes de prueba.",
  facts: {
    activeUnits: "unidades activas",
    rate: "tasa R, la KL con el prior",
    components: "componentes en uso",
    sortedByComponent: "imágenes de la clase más frecuente de su componente",
    perplexity: "perplejidad: número equivalente de entradas usadas por igual",
    dead: "entradas muertas, que ninguna imagen usa",
    entries: "parte de las posiciones con cada entrada",
    entry: (k) => `e${k}`,
    unused: "muerta",
    distortion: "distorsión D, −log p(x|z) de la imagen",
    sigma: "σ de los píxeles",
    klPerDimension: "KL con el prior por dimensión, nats por imagen",
    variances: "varianza de la media de q(z|x) por dimensión",
    dimension: (j) => `z${j}`,
  },
  points: {
    about: "La tasa, la distorsión y la KL de cada dimensión latente muestran cómo usa el modelo su código en puntos de prueba.",
    facts: {
      distortion: "distorsión D, −log p(x|z) del punto",
      sigma: "σ del decodificador",
      klPerDimension: "KL con el prior por dimensión, nats por punto",
    },
  },
};
