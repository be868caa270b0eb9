import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "GAN de Wasserstein",
  about: "Un crítico puntúa imágenes. Recortar sus pesos limita lo rápido que cambia: como mucho un K desconocido por unidad de distancia (K-Lipschitz). " +
    "La diferencia de las medias de reales y generadas es entonces como mucho K·W₁.",
  question: "¿Disminuye la diferencia cuando mejoran las muestras?",
  hyperparameters: {
    clip: {
      name: "recorte de pesos",
      about: "Tras cada actualización, los pesos del crítico se recortan a ± este valor. Con valores menores baja la cota de lo rápido que pueden cambiar sus puntuaciones con la imagen.",
    },
  },
  objectives: { "generator": "El generador aprende a generar muestras que el crítico puntúe alto" },
  presets: {
    wasserstein: {
      title: "Pérdida que sigue la calidad",
      about: "El crítico da puntuaciones en lugar de probabilidades, y el recorte de pesos limita lo rápido que cambian con la imagen. " +
        "Tras unos 1000 pasos, menos su pérdida estima, por debajo y salvo el ruido del lote, un múltiplo desconocido de la distancia a las reales.",
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
