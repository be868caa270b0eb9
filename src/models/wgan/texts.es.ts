import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "GAN de Wasserstein",
  about: "Un crítico puntúa imágenes. Es K-Lipschitz si su puntuación cambia como mucho K por unidad de distancia; entonces la diferencia de sus puntuaciones medias de imágenes reales y generadas es como mucho K·W₁, un múltiplo de la distancia de Wasserstein. " +
    "Recortar los pesos acota K, pero K sigue siendo desconocida.",
  question: "¿Disminuye la diferencia cuando mejoran las muestras?",
  hyperparameters: {
    clip: {
      name: "recorte de pesos",
      about: "Tras cada actualización, los pesos del crítico se recortan a ± este valor. Con valores menores baja la cota de lo rápido que pueden cambiar sus puntuaciones con la imagen.",
    },
  },
  objectives: { "generator": "El generador aprende a hacer muestras que el crítico puntúe alto" },
  presets: {
    wasserstein: {
      title: "La pérdida del crítico sigue a la calidad",
      about: "El crítico da puntuaciones en lugar de probabilidades, y el recorte de pesos limita lo rápido que cambian con la imagen. " +
        "Tras unos 1,000 pasos, menos su pérdida estima, por debajo y salvo el ruido del lote, un múltiplo desconocido de la distancia de Wasserstein entre imágenes generadas y reales.",
      question: "La pérdida del crítico es negativa. ¿Sube hacia 0 cuando mejoran los dígitos, y estás de acuerdo con el crítico en cuándo mejoran?",
    },
  },
  earlierPresets: {
    "wasserstein@1": {
      about: "El crítico da puntuaciones en lugar de probabilidades, y el recorte de pesos limita lo rápido que cambian con la imagen. " +
        "El recorte es tan pequeño que los dígitos solo aparecen tras miles de pasos, y la pérdida no se aleja más de 0.1 de 0.",
      question: "¿Cómo cambian las muestras y la pérdida del crítico con un recorte mayor, 0.03, y una tasa de aprendizaje de 0.0005?",
    },
  },
};
