import type { Translation } from "../../../core/translation";
import type { en } from "./texts.en";

export const es: Translation<typeof en> = {
  title: "¿Qué compra un nat de código?",
  about: "Tasa y distorsión: el mismo VAE se entrena con varias β, y cada ejecución es un punto de un mismo gráfico.",
  question: "La tasa R es la KL con el prior, y la distorsión D es el término de reconstrucción; −ELBO es R + D. " +
    "El entrenamiento minimiza D + βR. ¿Cómo cambia R + D si el mismo VAE se entrena con β = 0.25, 1, 4 y 10?",
  options: {
    down: "Baja: cuanto mayor es β, menor es R + D",
    up: "Sube: cuanto mayor es β, mayor es R + D",
    least: "Es mínima con β = 1, y mayor a ambos lados",
  },
  task: "Entrena las cuatro ejecuciones, o los VAE que quieras. Cada ejecución se convierte en un punto cuando queda en pausa o termina una época.",
  runs: { "0.25": "β = 0.25", "1": "β = 1", "4": "β = 4", "10": "β = 10" },
  needs: "Esta ejecución no puede ser un punto aquí. El gráfico necesita un VAE con β, en MNIST, con píxeles grises de Bernoulli y sin clases. Otros modelos definen D o R de otro modo.",
  shows: [
    "A lo largo de una línea discontinua R + D es constante. En nuestras ejecuciones, β = 1 alcanza la línea más baja, porque su pérdida es la propia R + D. " +
      "Con una β menor, la tasa sube más de lo que baja la distorsión. Con una β mayor, la distorsión sube más de lo que baja la tasa.",
    "R es una cota superior de la información que el código lleva sobre la imagen, I(x; z). La diferencia es KL(q(z)‖p(z)), con la posterior agregada q(z).",
    "Dos puntos de una misma línea tienen el mismo ELBO. Sin embargo, un código puede llevar mucha información, y el otro casi ninguna. El ELBO solo no los distingue.",
    "En su óptimo, un nat más de tasa ahorraría β nats de distorsión: allí la mejor curva tiene pendiente −β. Tras 400 pasos, nuestras ejecuciones aún se están acercando a él.",
  ],
  change: [
    "Entrena β = 1 unas épocas más: ¿se mueve su punto a lo largo de una línea, o de una a otra?",
    "Pon d a 2 y entrena las mismas cuatro β: ¿con qué β sube más R + D?",
    "Sube β hasta que R sea 0: ¿depende D entonces todavía de β?",
  ],
};
