import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  title: "Adónde lleva el entrenamiento",
  loading: "Cargando el mapa de una ejecución terminada…",
  failed: "No se cargó el mapa de una ejecución terminada. Este es el mapa de tu propio modelo, que aún no está entrenado.",
  about: (step) => `Este mapa muestra una ejecución terminada de este preajuste, tras ${step} pasos. Pulsa Entrenar para empezar la tuya en el paso 0: aquí aparecerán su mapa, sus muestras y sus pérdidas.`,
};
