import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "WGAN con penalización",
  about: "Esta GAN de Wasserstein no recorta su crítico. " +
    "En su lugar, una penalización lleva la norma de su gradiente a 1 en puntos aleatorios entre datos reales y muestras.",
  question: "¿Qué les ocurre a las puntuaciones y a las muestras cuando el peso λ de la penalización tiende a 0?",
  hyperparameters: {
    architecture: { name: "crítico", about: "Las capas del crítico: densas, o convolucionales con los mismos filtros en toda la imagen." },
  },
  options: {
    dense: "denso",
    conv: "convolucional",
  },
  terms: {
    "gradient-penalty": {
      name: "penalización de gradiente",
      about: "El cuadrado de la diferencia entre la norma del gradiente del crítico y 1, en puntos aleatorios entre datos reales y muestras. Los píxeles van de −1 a 1.",
      points: { about: "El cuadrado de la diferencia entre la norma del gradiente del crítico y 1, en puntos aleatorios entre datos reales y muestras." },
    },
  },
  symbols: {
    "between": { name: "x con circunflejo", about: "Un punto aleatorio entre un x real y uno generado: x̂ = ε x + (1 − ε) G(z), con ε uniforme en [0, 1]." },
  },
  objectives: { "generator": "El generador aprende a generar muestras que el crítico puntúe alto" },
  presets: {
    "gradient-penalty": {
      title: "Penalizar, no recortar",
      about: "En lugar de recortar pesos, una penalización lleva la norma del gradiente del crítico a 1 en puntos entre imágenes reales y generadas. " +
        "No impone esta norma, así que el crítico no tiene por qué ser 1-Lipschitz.",
      question: "Baja λ a 0 mientras entrena. ¿Qué les ocurre a las puntuaciones del crítico, y a los dígitos?",
    },
    "all-eight": {
      title: "Las ocho gaussianas",
      about: "Un crítico con penalización de gradiente mantiene muestras en las ocho gaussianas de los datos desde el paso 500. " +
        "Los huecos se vacían más despacio: en el paso 500 cerca del 30 % de las muestras están entre las gaussianas; en el 2000, cerca del 11 %.",
      question: "Mira la puntuación del crítico a lo largo del círculo. ¿Dónde es más alta, y por qué ninguna gaussiana se queda sin muestras?",
    },
  },
};
