import type { ModelTexts } from "../texts";

export const es: ModelTexts = {
  name: "VAE, prior de mezcla",
  about: "Este VAE también aprende su prior: una mezcla de K gaussianas, que el entrenamiento mueve a los grupos de códigos. " +
    "No usa etiquetas y, aun así, la mayoría de las componentes acaban conteniendo un tipo de dígito.",
  question: "¿Qué dígitos comparten una componente? ¿Confundirías tú los mismos?",
  hyperparameters: {
    prior: {
      name: "prior",
      about: "Las componentes: gaussianas libres, o las salidas del codificador para K imágenes aprendidas (VampPrior).",
    },
    components: { name: "componentes", about: "El número de gaussianas del prior. Con 1 el prior es una sola gaussiana, como en un VAE simple." },
  },
  options: {
    vamp: "VampPrior",
    mixture: "libres",
  },
  objectives: {
    "negative-elbo-with-prior": "ELBO negativo, minimizado sobre codificador, decodificador y prior",
  },
  terms: {
    "drawn-kl": {
      name: "KL con el prior",
      about: "Una estimación de la KL: log q − log p en un z aleatorio por imagen. Una mezcla no tiene fórmula cerrada para ella.",
    },
  },
  symbols: {
    "lambda-of-prior": { name: "lambda", about: "Los pesos del prior: sus componentes y las probabilidades de estas." },
    "learned-prior": {
      name: "p de z",
      about: "El prior, una mezcla de K gaussianas. El mapa muestra sus medias y una desviación típica a su alrededor.",
    },
  },
  presets: {
    "sorted-without-labels": {
      title: "Ordenados sin etiquetas",
      about: "El prior tiene 100 componentes aprendidas, cada una cerca de los códigos de un tipo de imagen. Tras dos épocas, tres de cada cuatro imágenes de prueba muestran " +
        "el dígito más frecuente de su componente. Dos de cada tres muestras son dígitos claros.",
      question: "No se usó ninguna etiqueta. ¿Por qué la mayoría de las componentes contienen un dígito cada una, y cómo empeoran las muestras con K = 1?",
    },
  },
};
