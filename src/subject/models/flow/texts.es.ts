import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "Flow matching",
  about: "Una red aprende la velocidad con que el ruido se mueve hasta convertirse en datos. Una muestra empieza como ruido de N(0, I) y sigue esta velocidad " +
    "en pasos pequeños. No hay codificador ni discriminador.",
  question: "¿Dónde se separan las trayectorias en el mapa, y qué hay donde terminan?",
  objectives: { "flow-matching-loss": "Flow matching: la red aprende la velocidad del ruido a los datos" },
  terms: {
    "flow-matching": {
      name: "error de velocidad",
      about: "El cuadrado de la diferencia entre la velocidad y x − x₀, la de la trayectoria. Muchas trayectorias se cruzan en un punto, donde v tiene un solo valor, así que el mínimo es mayor que 0.",
    },
  },
  symbols: {
    "flow-of-points": { name: "x cero, x t", about: "Ruido de N(0, I), y el punto entre él y el punto de entrenamiento x en el tiempo t, en línea recta." },
  },
  presets: {
    "noise-to-ring": {
      title: "Del ruido a ocho lugares",
      about: "Cada línea del mapa es la trayectoria de una muestra, del ruido a una de ocho gaussianas. Las ocho reciben muestras, mientras que " +
        "una GAN puede dejar fuera algunas.",
      question: "Lleva los pasos de Euler de 20 a 1: ¿dónde acaban ahora todas las muestras, y por qué allí?",
    },
  },
};
