import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Exactitud por clase",
  about: "El clasificador de evaluación ve la clase condicionante en esta parte de las muestras.",
  facts: {
    perClass: "clase correcta, por clase condicionante",
  },
};
