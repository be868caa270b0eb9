import type { Translation } from "../../../core/translation";
import type { en } from "./beside.en";

export const es: Translation<typeof en> = {
  name: "Error de prueba",
  soon: "error de prueba: se mide al terminar una época",
  now: (percent) => `error de prueba ${percent}\u00a0%`,
  about: (step) => `En el paso ${step}, el clasificador q(y|x) se equivoca en esta parte de las 10\u00a0000 imágenes de prueba.`,
  history: (values) => `Error de prueba después de cada época medida, en porcentaje: ${values}`,
};
