import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Ejemplo de tinta",
  about: "Cuánta tinta tienen las muestras.",
  settings: { k: "veces" },
  facts: { ink: "tinta media" },
};
