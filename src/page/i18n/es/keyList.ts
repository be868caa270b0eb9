import type { Translation } from "../../../core/translation";
import type { keyList as en } from "../en/keyList";

export const keyList: Translation<typeof en> = {
  space: "entrenar o pausar",
  step: "un paso",
  reset: "volver al paso 0",
  begin: (step) => `empezar en el paso ${step} (preentrenado)`,
  digits: "mostrar esta clase",
  arrows: "moverse por el espacio latente; con Mayús, en pasos más grandes",
  noise: "otro z",
  log: "eje de pérdidas logarítmico o lineal",
  enlarge: "ampliar el panel de la pregunta, luego los siguientes, luego mostrar todo; con Mayús, el panel anterior",
  curves: "curvas principales del gráfico, o todas",
  theme: "claro u oscuro",
  present: "modo de clase",
  fullScreen: "pantalla completa",
  escape: "salir del modo de clase",
  undo: "recuperar la ejecución anterior",
  help: "esta lista",
  lecture: "En el modo de clase",
  lower: (name) => `${name}: bajar o subir`,
  characters: "Teclas de un solo carácter",
  charactersAbout: "Espacio, flechas, Av Pág, Re Pág y Esc funcionan siempre. Este navegador recuerda tu elección.",
  clicker: "En el modo de clase, con un mando de presentaciones",
  next: "adelante: entrenar (desde un punto de control preentrenado si el preajuste lo tiene), pausar, el siguiente preajuste",
  previous: "atrás: al paso 0, luego el preajuste anterior",
  keyNames: {
    space: "Espacio", arrows: "← → ↑ ↓", digits: "0 – 9", escape: "Esc", undo: "Ctrl Z",
    next: "Av Pág", previous: "Re Pág",
  },
};
