import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "VAE con pesos de importancia",
  about: "Este VAE extrae K códigos para cada imagen, promedia sus pesos de importancia y después toma el logaritmo. " +
    "En esperanza, más códigos acercan esta cota a log p(x); con K = 1 es el ELBO.",
  question: "¿Cuánto menor es la pérdida de prueba con K = 20 que con K = 1, y cuánto más lento es un paso?",
  hyperparameters: {
    samples: { name: "códigos por imagen", about: "El número de códigos extraídos para cada imagen. Con más códigos la cota es más ajustada y cada paso más lento." },
  },
  objectives: {
    "negative-importance-bound": "Cota negativa de log p(x) con K códigos, minimizada sobre codificador y decodificador",
  },
  terms: {
    "importance-bound": {
      name: "−cota de log p(x)",
      about: "En esperanza, una cota superior de −log p(x), la log-verosimilitud negativa de la imagen. Con más códigos es más ajustada.",
    },
  },
  symbols: {
    "samples": { name: "K", about: "El número de códigos extraídos para cada imagen." },
    "joint": { name: "p de x y z k", about: "La densidad conjunta de imagen y código: el prior de z por p(x|z)." },
    "importance-bound": { name: "L K", about: "Una cota inferior de log p(x) con K códigos. En esperanza crece con K, hacia log p(x)." },
  },
  presets: {
    "ten-codes": {
      title: "Diez códigos, una cota",
      about: "El ELBO necesita que cada código explique la imagen. Esta cota promedia sobre K = 10 códigos, así que bastan unos pocos buenos. " +
        "En esperanza está más cerca de log p(x), y tras una época la pérdida es unos 6 nats menor que la de un VAE.",
      question: "Pon K a 1, el VAE, y entrena otra vez el mismo tiempo. ¿Es peor el modelo, o solo la cota? Mide «Cota de verosimilitud» de ambos, con muchas muestras, y compara.",
    },
  },
};
