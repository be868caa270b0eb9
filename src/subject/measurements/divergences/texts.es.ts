import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Divergencia de los datos",
  about: "KL, JS (la media de las KL de ambas densidades con su promedio) y Wasserstein-1 comparan las muestras con los datos. Una gaussiana cuenta si recibe al menos un cuarto de su parte esperada.",
  settings: {
    carried: "puntos emparejados",
  },
  facts: {
    modesFound: "gaussianas halladas",
    far: "muestras lejos de todas ellas",
    kl: (cell) => `KL(p_data‖p_model) en nats, celdas de ${cell}`,
    js: "divergencia JS en nats, como mucho 0.693",
    wasserstein: (points) => `Wasserstein-1, ${points} puntos emparejados`,
    besideFloor: (value, floor) => `${value} (los propios datos: ${floor})`,
    modeShares: "muestras cerca de cada gaussiana",
  },
};
