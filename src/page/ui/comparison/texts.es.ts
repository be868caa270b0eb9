import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  what: "Diferencia",
  model: "Modelo",
  second: (name) => `B: ${name}`,
  begin: "Empezar ambas",
  fromZero: "Ambas empiezan en el paso 0.",
  same: "La semilla, las imágenes y el ruido son los mismos en ambas. Los paneles sin B muestran la ejecución A.",
  difference: {
    name: "Diferencia de las dos ejecuciones",
    of: "B − A",
    none: "Las dos ejecuciones no tienen ningún término de pérdida en común.",
    otherLoss: "A y B definen esta pérdida de modos distintos, así que no se muestra B − A.",
    sentence: (term, step, value) => `${term}, B menos A, en el paso ${step}: ${value}`,
  },
};
