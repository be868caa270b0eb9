import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "Completar con CVAE",
  about: "Este VAE condicional recibe parte de un dígito y aprende la distribución del resto. " +
    "Códigos distintos dan completados distintos.",
  question: "¿En qué dígitos difieren más los completados?",
  objectives: {
    "negative-completion-elbo": "ELBO negativo del resto dado c, ponderado por β, minimizado sobre codificador y decodificador",
  },
  terms: {
    "reconstruction": { name: "reconstrucción", about: "La media de −log p(r|z,c) sobre códigos z del codificador, de los píxeles que no se dan." },
    "kl": { name: "KL con el prior", about: "La divergencia KL de q(z|r,c) respecto al prior. Su media acota por arriba I(r; z | c): lo que z dice del resto." },
  },
  symbols: {
    "weighted-elbo": { name: "L beta", about: "Con β = 1, una cota inferior de log p(r|c), la log-verosimilitud del resto dado c. Con otro β, la KL tiene el peso β." },
    "rest": { name: "r", about: "El resto de la imagen: los píxeles que no se dan." },
  },
  presets: {
    "half-a-digit": {
      title: "Medio dígito, muchos finales",
      about: "El modelo recibe la mitad izquierda de un dígito y aprende qué mitades derechas son probables. " +
        "Donde la mitad dada admite varias, códigos z distintos dan completados distintos.",
      question: "¿Con qué mitades dadas difieren más los completados, y sigue siendo el mismo dígito?",
    },
  },
};
