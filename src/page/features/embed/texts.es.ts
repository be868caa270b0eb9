import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  start: "Iniciar",
  starting: "Iniciando…",
  before: "Aquí se entrena un modelo pequeño, en tu navegador. No se calcula nada hasta que pulses Iniciar.",
  picture: (step) => `Muestras de este modelo, entrenado hasta el paso ${step}`,
  lacks: {
    preset: (name) => `ELBO Room no tiene el preajuste «${name}»`,
    model: (name) => `ELBO Room no tiene el modelo «${name}»`,
    advice: "No se inició nada. Quien escribió esta página puede corregir el nombre en el enlace o en los atributos del elemento.",
  },
  whole: "Abrir la página completa",
  choice: {
    frame: "HTML para copiar",
    copyFrame: "Copiar este HTML",
    title: "Incrustar",
    forms: { page: "La página completa, en un marco", element: "Paneles, como el elemento <elbo-room>", frame: "Paneles, en un marco" },
    about: {
      page: "El marco muestra la página completa, lista para entrenar.",
      element: "Primero se ven el título, el texto y un botón Iniciar. El elemento se ajusta a la altura de su contenido, y tu página puede controlarlo.",
      frame: "Un marco simple muestra lo mismo, para páginas que no permiten scripts. Su altura es fija.",
    },
    panels: {
      equation: "Ecuación", chart: "Gráfico de pérdidas", samples: "Muestras", reconstructions: "Reconstrucciones", class: "Clase", map: "Espacio latente",
      settings: "Ajustes", networks: "Redes",
    },
    controls: {
      title: "Controles para quien lee",
      names: { train: "Entrenar y Pausar", step: "Paso", reset: "A cero", views: "Vistas del espacio latente", page: "Enlace a la página completa" },
    },
    settings: {
      title: "Ajustes para quien lee",
      all: "Bloquear todos los ajustes, que entonces se ven pero no se pueden cambiar",
      ways: { free: "se puede cambiar", locked: "bloqueado", hidden: "oculto" },
    },
    heading: "Título",
    text: "Texto",
  },
};
