import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "VAE de ejemplo",
  about: "Un modelo que una prueba añade a la página. No es parte de ella.",
  question: "¿Se encuentra en todos los sitios en que debe estar un modelo?",
  hyperparameters: { lambda: { name: "peso de ejemplo", about: "Cuánto cuesta el tamaño de los códigos." } },
  objectives: { "example-objective": "Un ejemplo, minimizado sobre codificador y decodificador" },
  terms: { "example-size": { name: "tamaño de los códigos", about: "Cuánto se alejan los códigos de 0." } },
  symbols: { "information-weight": { name: "kappa", about: "Cuánto cuesta el tamaño de los códigos." } },
  presets: {
    "example-preset": { title: "Un ejemplo", about: "Un ejemplo de preajuste. Tiene uno.", question: "¿Está en el menú?" },
  },
};
