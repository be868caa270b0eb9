import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  untrained: "El enlace contiene el programa del editor, que aún no está entrenado, y abre el editor con él.",
  lacksProgram: "El programa del editor es demasiado largo para un enlace. Este enlace abre el experimento sin él.",
  about: "El enlace contiene el modelo o el preajuste, los ajustes y la semilla, pero no los pesos. Se abre en el paso 0, o en el punto de control preentrenado si esta ejecución empezó allí.",
  file: "Esta página se abrió como archivo, así que su enlace solo funciona en este equipo. Quien tenga el mismo archivo puede abrirlo y añadir a su dirección la parte desde #.",
  moment: "Este momento",
  momentAt: (step) => `El enlace se abre con esta vista y entrena por sí mismo hasta el paso ${step}, donde se detiene.`,
  noMoment: "El enlace ya se abre en este momento, porque no se ha entrenado nada.",
  shows: "Vista actual",
  parts: {
    position: "Posición y clase",
    looking: "Espacio latente: vista, plano, alcance, capas, selección",
    chart: "Gráfico de pérdidas: escala y suavizado",
    changes: "Ajustes cambiados al entrenar",
  },
  justPosition: "Posición en el espacio latente",
  nothing: "nada que añadir",
  opens: "Al abrirse",
  present: "En modo de clase",
  autostart: "Entrenar enseguida",
  stop: "Parar en el paso",
  stopStep: "Paso en que parar",
  language: "En español",
  guesses: "Con mis predicciones",
  themes: { light: "Con el tema claro", dark: "Con el tema oscuro" },
  backend: (name) => `Con ${name}, si lo hay`,
  link: "El enlace",
  copy: "Copiar este enlace",
  copied: "Copiado.",
  copyByHand: "Tu navegador no deja copiar a la página. Copia el texto a mano.",
};
