import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Pausar si esta página no se ve",
  about: "El entrenamiento se pausa mientras la página está minimizada o detrás de otra pestaña, y continúa cuando vuelves. Si no, continúa en segundo plano.",
};
