import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "VAE convolucional",
  about: "El codificador y el decodificador de este VAE son convolucionales: aplican los mismos filtros pequeños en toda la imagen. " +
    "Tiene menos pesos que el VAE simple, y cada paso tarda más.",
  question: "Compara su pérdida de prueba tras una época con la del VAE simple. ¿Compensa el tiempo?",
  presets: {
    "convolutional-vae": {
      title: "Un VAE convolucional",
      about: "La pérdida es el mismo ELBO, y las redes aplican los mismos filtros pequeños en toda la imagen. " +
        "Tienen menos pesos, y cada paso necesita más aritmética.",
      question: "Tras el mismo número de épocas, ¿es su pérdida de prueba menor que la de «Un primer VAE»? ¿Cuántos segundos dura una época?",
    },
  },
};
