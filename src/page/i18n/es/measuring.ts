import { byFolder } from "../../../core/folders";
import type { Translation } from "../../../core/translation";
import type { MeasurementTexts } from "../../../subject/measurements/facts";
import type { measuring as en } from "../en/measuring";

export const measuring: Translation<typeof en> = {
  list: byFolder(import.meta.glob<MeasurementTexts>("../../../subject/measurements/*/texts.es.ts", { eager: true, import: "es" })),
  intro: "Cada medición usa los pesos del momento en que pulsas Medir; el entrenamiento puede continuar. ± es un error estándar.",
  judges: {
    image: "El clasificador de evaluación es fijo y acierta la clase del 99\u00a0% de las imágenes de prueba de MNIST.",
    own:
      "El clasificador de evaluación se entrena con tus etiquetas cuando una medición lo necesita por primera vez. " +
      "Cada resultado muestra su propia exactitud en imágenes de prueba.",
  },
  noOwnJudge: "El clasificador de evaluación necesita etiquetas de al menos dos clases, 400 imágenes de entrenamiento y 65 de prueba.",
  run: "Medir",
  runOne: (name) => `Medir: ${name}`,
  cancel: "Cancelar",
  cancelOne: (name) => `Cancelar: ${name}`,
  progress: (name) => `Progreso: ${name}`,
  taken: (step, from) => `en el paso ${step}, ${from}`,
  failed: (reason) => `No se midió nada. ${reason}`,
  facts: {
    ownJudge: "el propio clasificador de evaluación, imágenes de prueba: clase correcta",
    sharpnessOfImages: "nitidez de las imágenes",
    sameClass: "misma clase (clasificador de evaluación)",
    accuracy: "clase correcta",
    chance: "al azar",
  },
  settings: { images: "imágenes de prueba", samples: "muestras" },
  outOfRange: (name, min, max) => `«${name}» debe ser un número entero de ${min} a ${max}.`,
  from: {
    testImages: (n) => `con ${n} imágenes de prueba`,
    samples: (n) => `con ${n} muestras`,
  },
  units: {
    nats: (value) => `${value} nats por imagen`,
    of: (part, all) => `${part} de ${all}`,
    percent: (value) => `${value}\u00a0%`,
  },
  points: {
    settings: { images: "puntos de prueba" },
    from: { testImages: (n) => `con ${n} puntos de prueba` },
    units: { nats: (value) => `${value} nats por punto` },
  },
};
