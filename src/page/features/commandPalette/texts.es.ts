import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  search: "Buscar comandos",
  hint: "Nombre, símbolo o palabra clave, como β",
  none: (query) => `Ningún comando coincide con «${query}».`,
  found: (count) => `Comandos: ${count}`,
  open: "buscar y abrir cualquier cosa por su nombre",
  groups: {
    actions: "Acciones", views: "Salas y vistas", settings: "Ajustes", presets: "Preajustes", models: "Modelos", lessons: "Lecciones", exercises: "Ejercicios", studies: "Estudios",
    measurements: "Mediciones",
  },
  actions: {
    begin: "Empezar con el punto de control preentrenado",
    rewind: "Volver a un paso anterior…",
    rewindHint: "o escribe «volver 300»",
    rewindTo: (step) => `Volver al paso ${step}`,
    undo: "Deshacer: recuperar la ejecución anterior",
    fullScreen: "Pantalla completa",
    log: "Gráfico de pérdidas: escala logarítmica",
    keys: "Lista de teclas",
    on: "sí",
    off: "no",
  },
};
