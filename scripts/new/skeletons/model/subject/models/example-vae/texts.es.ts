import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "VAE de ejemplo",
  about: "Completar: qué es el modelo.",
  question: "Completar: ¿una pregunta que el lector puede responder aquí?",
  hyperparameters: { lambda: { name: "peso de ejemplo", about: "Cuánto cuesta el tamaño de los códigos." } },
  objectives: { "example-objective": "Un ejemplo, minimizado sobre codificador y decodificador" },
  terms: { "example-size": { name: "tamaño de los códigos", about: "Cuánto se alejan los códigos de 0." } },
  symbols: { "information-weight": { name: "kappa", about: "Cuánto cuesta el tamaño de los códigos." } },
  presets: {
    "example-preset": { title: "Un ejemplo", about: "Un ejemplo de preajuste. Tiene uno.", question: "¿Está en el menú?" },
  },
};
