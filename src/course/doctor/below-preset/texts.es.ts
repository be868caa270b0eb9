import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Peor que el preajuste",
  question: "El preajuste sin cambios era mucho mejor en este paso, o antes. ¿A qué crees que se debe la diferencia?",
  options: {
    a: "A la variación aleatoria: otra semilla diferiría igual",
    b: "A uno de los ajustes que se cambiaron",
    c: "El preajuste se entrenó con otras imágenes",
  },
  about:
    "En este paso o en uno anterior, el preajuste sin cambios tiene una cota mucho mejor, o muchas más muestras que son dígitos claros. Otras semillas del preajuste difieren mucho " +
    "menos. Por eso los ajustes que difieren del preajuste son los primeros sospechosos. Una ejecución que aprende despacio aún puede alcanzarlo.",
  fixes: {},
};
