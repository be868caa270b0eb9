import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  name: "Peor que antes",
  question: "La ejecución era claramente mejor en un paso anterior. ¿Qué crees que ocurrió?",
  options: {
    a: "Los últimos lotes o muestras fueron casualidad",
    b: "El entrenamiento perdió lo que las redes habían aprendido",
    c: "La pérdida siempre vuelve a subir al final del entrenamiento",
  },
  about:
    "La cota, o la parte de muestras claras, era mucho mejor antes en esta ejecución. Los pasos demasiado grandes, o un " +
    "ajuste cambiado, pueden deshacer lo aprendido. El gráfico de pérdidas y los pasos anteriores muestran cuándo empezó.",
  fixes: {},
};
