import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "Completar con CVAE",
  about: "Este VAE condicional recibe parte de un dígito y aprende la distribución del resto. " +
    "Códigos distintos dan compleciones distintas.",
  question: "¿En qué dígitos difieren más las compleciones?",
  objectives: {
    "negative-completion-elbo": "ELBO negativa del resto dado c, minimizada sobre codificador y decodificador",
  },
  symbols: {
    "rest": { name: "r", about: "El resto de la imagen: los píxeles que no se dan." },
  },
  presets: {
    "half-a-digit": {
      title: "Medio dígito, muchos finales",
      about: "El modelo recibe la mitad izquierda de un dígito y aprende qué mitades derechas son probables. " +
        "Donde la mitad dada admite varias, códigos z distintos dan compleciones distintas.",
      question: "¿Con qué mitades dadas difieren más las compleciones, y sigue siendo el mismo dígito?",
    },
  },
};
