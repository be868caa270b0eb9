import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "β-VAE",
  about: "La KL de este VAE tiene el peso β: una dimensión solo compensa si baja la reconstrucción en más de β veces su KL. " +
    "El calentamiento la debilita al principio; los bits libres anulan siempre su gradiente bajo λ nats por dimensión. Ambos ayudan a evitar el colapso.",
  question: "¿Cuántas unidades activas hay con β = 1, 4 y 20?",
  hyperparameters: {
    warmUp: { name: "calentamiento", about: "El número de pasos en que el peso de la KL crece de 0 a β." },
    freeBits: { name: "bits libres", about: "La KL de cada dimensión latente cuenta al menos este valor. Bajarla más no aporta nada." },
  },
  objectives: {
    "negative-beta-elbo": "ELBO negativo ponderado por β, minimizado sobre codificador y decodificador",
  },
  symbols: {
    "warm-up": { name: "t entre n beta", about: "El paso t como fracción del calentamiento de n_β pasos: el peso de la KL crece de 0 a β." },
    "free-bits": { name: "lambda", about: "Los bits libres: la KL de una dimensión, media sobre el lote, cuenta al menos λ nats." },
  },
  presets: {
    disentangle: {
      title: "Separar factores con β = 4",
      about: "β = 4 da a la KL 4 veces su peso en el ELBO, así que las diez dimensiones llevan menos información. " +
        "La esperanza es que cada dimensión represente una propiedad de un dígito, como su inclinación o su anchura.",
      question: "Mueve cada vez uno de los deslizadores z₁ a z₁₀. ¿Qué dimensiones cambian una propiedad que puedas nombrar, y cuáles varias a la vez?",
    },
  },
};
