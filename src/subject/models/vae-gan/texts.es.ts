import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "VAE-GAN",
  about: "Este VAE compara imágenes por las características de un discriminador en lugar de sus píxeles. " +
    "El decodificador se entrena además como generador de una GAN.",
  question: "¿Son sus reconstrucciones más nítidas que las de un VAE, y muestran los mismos dígitos?",
  hyperparameters: {
    gamma: {
      name: "peso de características",
      about: "El peso γ de la distancia de características en la pérdida del decodificador, junto a los términos adversarios. Con 0 solo quedan estos.",
    },
  },
  objectives: {
    "vae-gan-encoder": "El codificador",
    "vae-gan-decoder": "El decodificador",
    "vae-gan-discriminator": "El discriminador",
  },
  terms: {
    "feature-reconstruction": {
      name: "dist. de características",
      about: "La mitad de la distancia al cuadrado entre imagen y reconstrucción, en las características del discriminador.",
    },
    "vae-gan-encoder-total": { name: "codificador", about: "El codificador minimiza la KL más la distancia de características." },
    "decoder-features": {
      name: "caract., decodificador",
      about: "La misma distancia de características en la pérdida del decodificador, con el peso γ.",
    },
    "fool-reconstruction": {
      name: "adversario, reconstr.",
      about: "La pérdida adversaria del decodificador en reconstrucciones. Baja cuando el discriminador considera más probable que sean reales.",
    },
    "fool-sample": { name: "adversario, muestras", about: "La pérdida adversaria del decodificador en muestras del prior." },
    "vae-gan-decoder-total": { name: "decodificador", about: "El decodificador minimiza γ por la distancia de características más la pérdida adversaria." },
    "fake-reconstruction": {
      name: "reconstrucciones",
      about: "La pérdida del discriminador en reconstrucciones: 0 si D da 0, y 0.69 si D da ½.",
    },
    "fake-sample": { name: "muestras", about: "La pérdida del discriminador en muestras del prior: 0 si D da 0, y 0.69 si D da ½." },
    "vae-gan-discriminator-total": {
      name: "discriminador",
      about: "La pérdida del discriminador: 0 si está seguro y acierta, y 2.08 si D siempre da ½.",
    },
  },
  symbols: {
    "reconstruction": { name: "x con virgulilla", about: "La reconstrucción: la salida del decodificador para el código de x." },
    "prior-sample": { name: "x p", about: "Una muestra: la salida del decodificador para un código extraído del prior." },
    "features": {
      name: "D h",
      about: "Las características: una capa oculta del discriminador, en la que se comparan las imágenes.",
    },
    "gamma": { name: "gamma", about: "El peso de la distancia de características en la pérdida del decodificador." },
  },
  presets: {
    "learned-likeness": {
      title: "Una distancia aprendida",
      about: "Comparando píxel a píxel, un trazo desplazado cuenta como error, mientras que lo borroso cuesta poco. " +
        "Aquí las características de un discriminador definen la distancia entre imágenes, y el decodificador tiene además una pérdida adversaria.",
      question: "Pon el peso de características a 0, y después a 1. ¿Qué les ocurre a las muestras, y qué a las reconstrucciones?",
    },
  },
};
