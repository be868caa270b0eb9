import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Clases encontradas",
  about:
    "Cada clase representa un dígito, y ningún dígito se usa dos veces. La asignación maximiza la parte de las muestras en que el " +
    "clasificador de evaluación ve el dígito de su clase.",
  facts: {
    found: "muestras en que se ve el dígito de su clase",
    perValue: "lo mismo por clase: clase → dígito",
  },
};
