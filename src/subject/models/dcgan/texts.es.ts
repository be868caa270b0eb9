import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "GAN convolucional profunda",
  about: "Las redes de esta GAN condicional son convolucionales: aplican los mismos filtros en toda la imagen. " +
    "En nuestras ejecuciones, en sus muestras se vio su clase más a menudo que en las de redes densas. Cada paso tarda varias veces más.",
  question: "¿Tras cuántos pasos muestra cada columna dígitos de su clase?",
  presets: {
    "deep-convolutional": {
      title: "Convoluciones en una GAN",
      about: "El generador y el discriminador son convolucionales, con saltos (strides) en lugar de agrupación y con normalización por lotes en el generador. " +
        "Tras 1874 pasos, al menos cuatro de cada cinco muestras son de la clase de su columna.",
      question: "Compara las muestras con las de «Una primera GAN condicional» tras las mismas épocas. ¿Dónde ves la diferencia: en los trazos o en las formas?",
    },
  },
};
